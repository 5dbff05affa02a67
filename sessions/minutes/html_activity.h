// One activity on the HTML page of the minutes.
#pragma once

#include <string>

#include "sessions/minutes/html_page.h"

namespace acuerdo {

std::string html_activity(const Page& page, const ActivityMinutes& activity);

}  // namespace acuerdo
