#include "server/http/qr_code.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace acuerdo {
namespace {

constexpr std::size_t kMaxText = 1'000;

// Light modules around the code, as the standard asks.
constexpr int kQuiet = 4;

class Modules {
 public:
  explicit Modules(const std::string& text)
      : code_{text.size() > kMaxText ? nullptr : QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M),
              QRcode_free} {
    if (!code_) throw std::length_error("too long for a QR code");
  }
  int width() const { return code_->width; }
  bool dark(int x, int y) const {
    if (x < 0 || y < 0 || x >= code_->width || y >= code_->width) return false;
    return (code_->data[y * code_->width + x] & 1) != 0;
  }

 private:
  std::unique_ptr<QRcode, decltype(&QRcode_free)> code_;
};

}  // namespace

std::string qr_svg(const std::string& text) {
  const Modules code{text};
  const int side = code.width() + 2 * kQuiet;
  std::string path;
  for (int y = 0; y < code.width(); ++y) {
    for (int x = 0; x < code.width(); ++x) {
      if (code.dark(x, y)) path += fmt::format("M{} {}h1v1h-1z", x + kQuiet, y + kQuiet);
    }
  }
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d="{1}"/></svg>)",
      side, path);
}

std::string qr_for_terminal(const std::string& text) {
  constexpr int kTerminalQuiet = 2;  // a terminal's own margin helps
  const Modules code{text};
  std::string lines;
  for (int y = -kTerminalQuiet; y < code.width() + kTerminalQuiet; y += 2) {
    lines += "  \x1b[30;47m";
    for (int x = -kTerminalQuiet; x < code.width() + kTerminalQuiet; ++x) {
      const bool above = code.dark(x, y);
      const bool below = code.dark(x, y + 1);
      lines += above ? (below ? "█" : "▀") : (below ? "▄" : " ");
    }
    lines += "\x1b[0m\n";
  }
  return lines;
}

}  // namespace acuerdo
