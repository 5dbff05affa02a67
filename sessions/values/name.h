// Names of people, as they are compared: typed on a phone and on a laptop, the same name differs.
#pragma once

#include <string>
#include <string_view>

namespace acuerdo {

// Without regard to case, width and composition (Unicode NFKC_Casefold), spaces at the ends and more than one
// between words.
std::string folded_name(std::string_view name);

// The same without accents: "José  Pérez" and "jose perez" are one.
std::string name_as_heard(std::string_view name);

}  // namespace acuerdo
