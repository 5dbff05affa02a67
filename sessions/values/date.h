// Days of the calendar in text.
#pragma once

#include <string_view>

namespace acuerdo {

// "2023-02-07", a day of the calendar.
bool is_date(std::string_view text);

}  // namespace acuerdo
