// How documents show values that somebody signed, and lists that can grow without end.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "sessions/views/views.h"

namespace acuerdo {

inline Json author(const Workshop& workshop, ParticipantId id) {
  const auto* participant = find(workshop, id);
  return {{"participant", number(id)},
          {"name", participant ? participant->name : ""},
          {"institution", participant ? to_json_value(participant->institution) : Json(nullptr)}};
}

// Who voted in the round: their name as it is now, their institution as it was then.
inline Json voter_shown(const Workshop& workshop, const Round& round, ParticipantId id) {
  auto json = author(workshop, id);
  json["institution"] = to_json_value(voter_in(round, id).institution);
  return json;
}

// A described value of ours whose author is shown by name.
template <class T>
Json signed_by(const Workshop& workshop, const T& value) {
  auto json = to_json_value(value);
  json["by"] = author(workshop, value.by);
  return json;
}

template <class T>
Json signed_by(const Workshop& workshop, const std::optional<T>& value) {
  return value ? signed_by(workshop, *value) : Json(nullptr);
}

// As many in their order as fit into `bytes`, as `shown` shows them; the first in any case.
template <class Iterator, class Shown>
Json that_fit(Iterator first, Iterator last, std::size_t bytes, Shown shown) {
  Json list = Json::array();
  for (; first != last; ++first) {
    auto item = shown(*first);
    const auto size = item.dump().size() + 1;
    if (!list.empty() && size > bytes) break;
    bytes -= std::min(bytes, size);
    list.push_back(std::move(item));
  }
  return list;
}

// The latest that fit, oldest first.
template <class Values, class Shown>
Json latest_that_fit(const Values& values, std::size_t bytes, Shown shown) {
  auto list = that_fit(values.rbegin(), values.rend(), bytes, shown);
  std::reverse(list.begin(), list.end());
  return list;
}

// From the place `from` on, and where the following page starts.
template <class Values, class Shown>
Json page(const Values& values, std::size_t from, Shown shown) {
  constexpr std::size_t kPageBytes = 192 * 1024;
  from = std::min(from, values.size());
  auto items = that_fit(values.begin() + static_cast<std::ptrdiff_t>(from), values.end(), kPageBytes, shown);
  const auto next = from + items.size();
  return {{"items", std::move(items)}, {"next", next < values.size() ? Json(next) : Json(nullptr)}};
}

}  // namespace acuerdo
