// WebSocket frames as they leave the server (RFC 6455, section 5.2): encoded once, header included, shared by
// everyone they go to.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace acuerdo {

// Never changed once made.
using Frame = std::shared_ptr<const std::string>;

// A whole text message. What a server sends is not masked, so the same bytes serve every connection.
Frame text_frame(std::string_view text);

// At most 123 bytes of reason.
Frame close_frame(std::uint16_t code, std::string_view reason);

Frame ping_frame();

}  // namespace acuerdo
