// An answer over HTTP.
#pragma once

#include <boost/beast/http/status.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sessions/values/refusal.h"

namespace acuerdo {

namespace http = boost::beast::http;

struct Reply {
  http::status status = http::status::ok;
  std::string type;        // of the body; none when there is no body
  std::string body;        // made for this answer, or
  std::string_view asset;  // embedded in the binary
  std::vector<std::pair<const char*, std::string>> fields;

  std::string_view bytes() const { return asset.empty() ? std::string_view{body} : asset; }
};

// A refusal as JSON, with a fitting status (server/protocol/README.md).
Reply refused(const Refusal& refusal);

Reply json_reply(std::string body, http::status status = http::status::ok);

}  // namespace acuerdo
