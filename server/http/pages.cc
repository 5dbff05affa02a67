#include "server/http/pages.h"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include "server/http/assets.h"

namespace acuerdo {
namespace {

// Vite names these files after their content.
bool never_changes(std::string_view path) { return path.starts_with("/assets/"); }

bool accepts(const Request& request, std::string_view coding) {
  for (const auto& [name, parameters] : http::ext_list{request[http::field::accept_encoding]}) {
    if (!boost::beast::iequals(name, boost::beast::string_view{coding.data(), coding.size()})) continue;
    return std::ranges::none_of(parameters, [](const auto& parameter) {
      return parameter.first == "q" && (parameter.second == "0" || parameter.second.starts_with("0.000"));
    });
  }
  return false;
}

bool already_has(const Request& request, std::string_view etag) {
  const auto known = view(request[http::field::if_none_match]);
  return known == "*" || known.find(etag) != known.npos;
}

// The host as the client wrote it, when it is harmless inside a header; for browsers that do not take 'self'
// to include WebSockets.
std::string sockets_of(const Request& request) {
  const auto host = view(request[http::field::host]);
  const auto harmless = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '[' || c == ']';
  };
  if (host.empty() || host.size() > 255 || !std::ranges::all_of(host, harmless)) return {};
  return " ws://" + std::string{host} + " wss://" + std::string{host};
}

}  // namespace

Reply page(const Request& request) {
  const auto path = path_of(request);
  const auto* asset = find_asset(path);
  Reply reply;
  if (!asset) {
    if (never_changes(path) || !is_page(path)) reply.status = http::status::not_found;
    asset = find_asset("/index.html");
  }
  const auto keep = reply.status == http::status::ok && never_changes(path)
                        ? "public, max-age=31536000, immutable"
                        : "no-cache";
  reply.fields = {{"Cache-Control", keep}, {"Vary", "Accept-Encoding"}};
  if (reply.status == http::status::ok) {
    reply.fields.emplace_back("ETag", std::string{asset->etag});
    if (already_has(request, asset->etag)) {
      reply.status = http::status::not_modified;
      return reply;
    }
  }
  reply.type = media_type_of(asset->path);
  reply.asset = asset->plain;
  if (!asset->brotli.empty() && accepts(request, "br")) {
    reply.asset = asset->brotli;
    reply.fields.emplace_back("Content-Encoding", "br");
  } else if (!asset->gzip.empty() && accepts(request, "gzip")) {
    reply.asset = asset->gzip;
    reply.fields.emplace_back("Content-Encoding", "gzip");
  }
  return reply;
}

void add_security_fields(const Request& request, Reply& reply) {
  const auto add = [&](const char* name, std::string value) {
    reply.fields.emplace_back(name, std::move(value));
  };
  add("Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
      "connect-src 'self'" +
          sockets_of(request) +
          "; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  add("X-Content-Type-Options", "nosniff");
  add("X-Frame-Options", "DENY");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
}

}  // namespace acuerdo
