#include "server/http/assets.h"

#include <algorithm>
#include <array>
#include <utility>

namespace acuerdo {

const Asset* find_asset(std::string_view path) {
  const auto all = assets();
  const auto found = std::ranges::find(all, path, &Asset::path);
  return found == all.end() ? nullptr : &*found;
}

std::string_view media_type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTypes{
      {{".html", "text/html; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".json", "application/json"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".woff2", "font/woff2"},
       {".webmanifest", "application/manifest+json"}}};
  for (const auto& [ending, type] : kTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

bool is_page(std::string_view path) {
  return path == "/" || path == "/participant" || path == "/facilitator" || path == "/minutes" ||
         path.starts_with("/join/") || path.starts_with("/screen/");
}

}  // namespace acuerdo
