// Files of this repository that tests read: examples, golden files, schemas.
#pragma once

#include <filesystem>
#include <string_view>

namespace acuerdo {

// "sessions/examples/cuenca-2023.json" wherever the repository lies: here alone its place is compiled in.
std::filesystem::path source_file(std::string_view path);

}  // namespace acuerdo
