#include "tests/source_file.h"

namespace acuerdo {

std::filesystem::path source_file(std::string_view path) {
  return std::filesystem::path{ACUERDO_SOURCE_DIR} / path;
}

}  // namespace acuerdo
