#include "server/http/request.h"

#include <boost/beast/core/string.hpp>
#include <charconv>

namespace acuerdo {

std::string_view path_of(const Request& request) {
  const auto target = view(request.target());
  return target.substr(0, target.find('?'));
}

std::string parameter(const Request& request, std::string_view name) {
  const auto target = view(request.target());
  auto at = target.find('?');
  while (at != target.npos) {
    const auto end = target.find('&', ++at);
    const auto pair = target.substr(at, end == target.npos ? end : end - at);
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == name)
      return equals == pair.npos ? std::string{} : unescaped(pair.substr(equals + 1));
    at = end;
  }
  return {};
}

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned value = 0;
    const auto* digits = text.data() + at + 1;
    if (text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
      plain.push_back(static_cast<char>(value));
      at += 2;
    } else {
      plain.push_back(text[at] == '+' ? ' ' : text[at]);
    }
  }
  return plain;
}

std::string_view bearer_of(const Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto value = view(request[http::field::authorization]);
  if (!boost::beast::iequals(value.substr(0, kScheme.size()), kScheme)) return {};
  return value.substr(kScheme.size());
}

}  // namespace acuerdo
