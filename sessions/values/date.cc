#include "sessions/values/date.h"

#include <chrono>

#include "sessions/values/number.h"

namespace acuerdo {

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = number_in<unsigned>(text.substr(0, 4));
  const auto month = number_in<unsigned>(text.substr(5, 2));
  const auto day = number_in<unsigned>(text.substr(8, 2));
  return year && month && day &&
         std::chrono::year_month_day{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                                     std::chrono::day{*day}}
             .ok();
}

}  // namespace acuerdo
