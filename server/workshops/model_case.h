// The workshop a new data folder starts with, inside the binary: Cuenca 2023
// (sessions/examples/cuenca-2023.json).
#pragma once

#include <string_view>

namespace acuerdo {

// A definition, "acuerdo-workshop/1".
std::string_view model_case();

}  // namespace acuerdo
