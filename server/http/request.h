// A request over HTTP, and who sent it.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <string_view>

namespace acuerdo {

namespace http = boost::beast::http;

using Request = http::request<http::string_body>;

struct Visitor {
  std::string address;   // of the client; behind a proxy that was named to us, as the proxy says
  bool is_here = false;  // on this machine, and not through a proxy that was not named to us
};

inline std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

// The path without its query: "/api/minutes".
std::string_view path_of(const Request& request);

// A parameter of the query with its escapes resolved; empty when it is not there.
std::string parameter(const Request& request, std::string_view name);

// "%C3%A9" as "é"; what is not well escaped stays.
std::string unescaped(std::string_view text);

// Of "Authorization: Bearer TOKEN"; empty when there is none.
std::string_view bearer_of(const Request& request);

}  // namespace acuerdo
