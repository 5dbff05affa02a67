// One activity in the minutes as Markdown.
#pragma once

#include <string>
#include <string_view>

#include "sessions/minutes/minutes.h"
#include "sessions/minutes/words.h"

namespace acuerdo {

std::string markdown_activity(const ActivityMinutes& activity, const Words& words, std::string_view language);

}  // namespace acuerdo
