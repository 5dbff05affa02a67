// Counts inside the sentences of verdicts, where a count may be of parts of a voice.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "sessions/rules/rule.h"

namespace acuerdo {

// Exactly one voice, which a sentence can speak of as one. Three thirds of voices are three people, and a
// weight of one may be of several.
constexpr bool is_one(std::uint64_t count, const Electorate& electorate) {
  return electorate.voice != Voice::shared && !weighs(electorate.voice) && count == 1;
}

// "3 objeciones", "objeciones que suman 1 1/3 de voz", "objeciones con un peso de 5".
inline std::string several_es(std::uint64_t count, const Electorate& electorate, std::string_view things) {
  if (electorate.voice == Voice::shared)
    return fmt::format("{} que suman {} de voz", things, in_voices(count, electorate.parts));
  if (weighs(electorate.voice)) return fmt::format("{} con un peso de {}", things, count);
  return fmt::format("{} {}", count, things);
}

// "3 objections", "objections that add up to 1 1/3 of a voice", "objections with a weight of 5".
inline std::string several_en(std::uint64_t count, const Electorate& electorate, std::string_view things) {
  if (electorate.voice == Voice::shared)
    return fmt::format("{} that add up to {} of a voice", things, in_voices(count, electorate.parts));
  if (weighs(electorate.voice)) return fmt::format("{} with a weight of {}", things, count);
  return fmt::format("{} {}", count, things);
}

}  // namespace acuerdo
