// Languages by their tags (BCP 47), and which of those there are fits what somebody wants best.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace acuerdo {

// A well-formed tag in its usual spelling: "es", "es-EC", "zh-Hant". At most 35 characters.
bool is_language_tag(std::string_view tag);

// The one of `available` that fits best (Unicode CLDR language matching, by ICU): "es-EC" is served by "es",
// "fr" by neither "es" nor "en". Nothing when none fits.
std::optional<std::string> best_fit(std::string_view wanted, const std::vector<std::string>& available);

}  // namespace acuerdo
