#include "server/workshops/model_case.h"

// In model_case.S.
extern "C" const char acuerdo_model_case[], acuerdo_model_case_end[];

namespace acuerdo {

std::string_view model_case() { return {acuerdo_model_case, acuerdo_model_case_end}; }

}  // namespace acuerdo
