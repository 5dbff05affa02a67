// The files of the people's side, inside the binary.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace acuerdo {

struct Asset {
  std::string_view path;  // "/assets/index-Bx3c9.js"
  std::string_view etag;  // of the plain bytes, with its quotes
  std::string_view plain;
  std::string_view gzip = {};  // the same, compressed; empty where that gains nothing
  std::string_view brotli = {};
};

// All of them (generated at build time).
std::span<const Asset> assets();

const Asset* find_asset(std::string_view path);
std::string_view media_type_of(std::string_view path);

// Is this one of the pages that the app draws itself: "/", "/join/CODE", "/participant", ...?
bool is_page(std::string_view path);

}  // namespace acuerdo
