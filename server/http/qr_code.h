// QR codes (ISO/IEC 18004, by libqrencode), for a page and for a terminal.
#pragma once

#include <string>

namespace acuerdo {

// A picture in SVG, black on white with its quiet zone. Text up to 1,000 bytes; throws std::length_error
// beyond.
std::string qr_svg(const std::string& text);

// Two modules a character, by half blocks; lines end with a line break.
std::string qr_for_terminal(const std::string& text);

}  // namespace acuerdo
