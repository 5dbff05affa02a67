#include "sessions/rules/choosing.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/values/number.h"

namespace acuerdo {

MaybeRefused check_choose(std::uint32_t choose) {
  if (choose >= 1 && choose <= kMostChosen) return {};
  return Refusal{RefusalCode::field_invalid, "choose",
                 fmt::format("choose must be from 1 to {}.", kMostChosen)};
}

std::vector<Rank> ranks(const std::vector<std::uint64_t>& worth) {
  std::vector<Rank> all;
  for (const auto own : worth) {
    all.push_back(
        {static_cast<std::uint64_t>(std::ranges::count_if(worth, [&](auto w) { return w > own; })) + 1,
         static_cast<std::uint64_t>(std::ranges::count(worth, own))});
  }
  return all;
}

VerdictKind chosen(const Rank& rank, std::uint64_t worth, std::uint32_t choose) {
  if (worth == 0 || rank.place > choose) return VerdictKind::not_chosen;
  return rank.place + rank.tied - 1 <= choose ? VerdictKind::chosen : VerdictKind::tied;
}

Verdict chosen_in_words(const Rank& rank, std::uint64_t worth, std::uint32_t choose, std::size_t among,
                        const Text& what) {
  const auto kind = chosen(rank, worth, choose);
  if (worth == 0) {  // a place among those that got nothing says nothing
    return {kind,
            {{"es", fmt::format("No elegida: {}.", what.at("es"))},
             {"en", fmt::format("Not chosen: {}.", what.at("en"))}}};
  }
  const auto es = kind == VerdictKind::chosen ? "Elegida"
                  : kind == VerdictKind::tied ? "Empatada"
                                              : "No elegida";
  const auto en = kind == VerdictKind::chosen ? "Chosen" : kind == VerdictKind::tied ? "Tied" : "Not chosen";
  const auto shared_es = rank.tied > 1 ? " (compartido)" : "";
  const auto shared_en = rank.tied > 1 ? " (shared)" : "";
  return {kind,
          {{"es", fmt::format("{}: puesto {}{} de {}, {}; se {} {}.", es, rank.place, shared_es, among,
                              what.at("es"), choose == 1 ? "elige" : "eligen", choose)},
           {"en", fmt::format("{}: place {}{} of {}, {}; {} {} chosen.", en, rank.place, shared_en, among,
                              what.at("en"), choose, choose == 1 ? "is" : "are")}}};
}

std::vector<std::uint64_t> sums(const std::vector<Tally>& tallies) {
  std::vector<std::uint64_t> all;
  for (const auto& tally : tallies) {
    std::uint64_t sum = 0;
    for (const auto& [position, count] : tally)
      sum += count * number_in<std::uint64_t>(position.value).value_or(0);
    all.push_back(sum);
  }
  return all;
}

}  // namespace acuerdo
