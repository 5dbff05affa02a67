// What every decision rule offers. A rule is one pair of files; this interface and the list in any_rule.h are
// all it meets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sessions/values/field.h"
#include "sessions/values/fraction.h"
#include "sessions/values/ids.h"
#include "sessions/values/refusal.h"
#include "sessions/values/text.h"

namespace acuerdo {

// What a position does to agreement; screens colour it so.
enum class Tone { support, reserve, abstain, object };

// A position that a ballot offers.
struct PositionOffered {
  Position code;
  Text name;  // in Spanish and English
  Tone tone;
  bool reason_required = false;
};

// How many voices took each position, in parts of a voice (Electorate::parts), in the order of the rule's
// scale; one line for every position, also when nobody took it.
struct TallyLine {
  Position position;
  std::uint64_t count = 0;

  static constexpr auto fields() {
    return fields_of(field("position", &TallyLine::position), field("count", &TallyLine::count));
  }
  bool operator==(const TallyLine&) const = default;
};
using Tally = std::vector<TallyLine>;

std::uint64_t count_of(const Tally& tally, std::string_view position);

// Who has a voice: each person (with a weight, where persons are weighted), or each institution, which speaks
// by one of the ways of voice.h. A new one goes to the end: snapshots know it by its place.
enum class Voice {
  person,
  institution,
  most_reserved,
  head_of_delegation,
  shared,
  weighted,
  weighted_person
};

constexpr bool by_person(Voice voice) { return voice == Voice::person || voice == Voice::weighted_person; }
constexpr bool by_institution(Voice voice) { return !by_person(voice); }

// Do voices weigh more or less than each other?
constexpr bool weighs(Voice voice) { return voice == Voice::weighted || voice == Voice::weighted_person; }

// Does each institution take one position?
constexpr bool takes_one_position(Voice voice) { return by_institution(voice) && voice != Voice::shared; }

// Whose voices are counted, and how many there are besides those that cast a ballot; counted, as tallies are,
// in parts of a voice.
struct Electorate {
  std::uint64_t present = 0;   // recorded as present when the round closed
  std::uint64_t eligible = 0;  // entitled to vote
  Voice voice = Voice::person;
  std::uint64_t parts = 1;        // of one voice
  std::uint64_t represented = 0;  // of the absent, by proxy: they vote, and make no quorum

  static constexpr auto fields() {
    return fields_of(field("present", &Electorate::present), field("eligible", &Electorate::eligible),
                     field("voice", &Electorate::voice), field("parts", &Electorate::parts),
                     field("represented", &Electorate::represented));
  }
};

// A count as people read it: "4", "4 1/3", "1/3"; exact, in lowest terms.
std::string in_voices(std::uint64_t count, std::uint64_t parts);

// What came before on the same activity: for rules that look back.
struct History {
  std::uint32_t rounds = 0;   // that had a quorum, under a rule of the same kind
  std::optional<Tally> last;  // of the latest of them on the wording as it is, if its scale was the same
};

enum class VerdictKind {
  consensus,
  consensus_with_reservations,
  majority,
  not_reached,
  no_quorum,
  appropriate,
  uncertain,
  inappropriate,
  chosen,
  not_chosen,
  tied,
  too_few,
};

// What the rule makes of a tally, and why, in words that can stand in the minutes.
struct Verdict {
  VerdictKind kind = VerdictKind::not_reached;
  Text sentence;  // in Spanish and English

  bool operator==(const Verdict&) const = default;
};

// Goes on with a sentence, in each of its languages.
inline void sentence_add(Text& sentence, const Text& more) {
  for (auto& [language, words] : sentence) words += more.at(language);
}

}  // namespace acuerdo
