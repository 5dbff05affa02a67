// Something that can be told whether it was kept: a facilitator's remark, with a command id of its own.
#pragma once

#include <string>

#include "tests/server/client.h"

namespace acuerdo {

// Given on a new connection; the answer, or why the connection closed instead.
inline json remark(std::uint16_t port, const std::string& token, const std::string& id,
                   const std::string& words) {
  Client client{port};
  client.send({{"type", "hello"}, {"token", token}});
  client.send({{"type", "remark.write"}, {"id", id}, {"subObjective", "1.1.2"}, {"text", {{"es", words}}}});
  for (;;) {
    const auto frame = client.read();
    if (!frame) return {{"type", "closed"}, {"code", client.close_code}};
    const auto& type = frame->at("type");
    if ((type == "ack" || type == "refused") && frame->at("id") == id) return *frame;
  }
}

}  // namespace acuerdo
