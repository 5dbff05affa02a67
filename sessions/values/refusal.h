// What a person may do wrong comes back as a refusal: a stable code, the field, and a sentence that says what
// to do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "sessions/values/field.h"

namespace acuerdo {

enum class RefusalCode {
  malformed,
  unknown_type,
  field_missing,
  field_unknown,
  field_invalid,
  text_empty,
  text_too_long,
  text_characters,
  language,
  not_found,
  role,
  stage,
  not_author,
  not_standing,
  position,
  no_room,
  reason_required,
  round_closed,
  quorum,
  undecided,
  nothing_to_vote,
  duplicate,
  in_use,
  limit,
  base,
  rate,
  too_large,
  hello_expected,
  token,
  code,
  credentials,
  key,
  unavailable,
};

constexpr auto names_of(RefusalCode) {
  using enum RefusalCode;
  return NameTable<RefusalCode, 33>{{{malformed, "malformed"},
                                     {unknown_type, "unknown_type"},
                                     {field_missing, "field_missing"},
                                     {field_unknown, "field_unknown"},
                                     {field_invalid, "field_invalid"},
                                     {text_empty, "text_empty"},
                                     {text_too_long, "text_too_long"},
                                     {text_characters, "text_characters"},
                                     {language, "language"},
                                     {not_found, "not_found"},
                                     {role, "role"},
                                     {stage, "stage"},
                                     {not_author, "not_author"},
                                     {not_standing, "not_standing"},
                                     {position, "position"},
                                     {no_room, "no_room"},
                                     {reason_required, "reason_required"},
                                     {round_closed, "round_closed"},
                                     {quorum, "quorum"},
                                     {undecided, "undecided"},
                                     {nothing_to_vote, "nothing_to_vote"},
                                     {duplicate, "duplicate"},
                                     {in_use, "in_use"},
                                     {limit, "limit"},
                                     {base, "base"},
                                     {rate, "rate"},
                                     {too_large, "too_large"},
                                     {hello_expected, "hello_expected"},
                                     {token, "token"},
                                     {code, "code"},
                                     {credentials, "credentials"},
                                     {key, "key"},
                                     {unavailable, "unavailable"}}};
}

struct Refusal {
  RefusalCode code;
  std::string field;       // empty when it concerns the whole
  std::string sentence;    // English, for logs and developers; screens have their own words for each code
  std::uint64_t most = 0;  // that is taken, where a bound is reached; 0: no bound is in question
};

// The same of a value that stands in a field of another: its field and its sentence name both.
inline Refusal in_field(const std::string& outer, Refusal refusal) {
  refusal.field = outer + "." + refusal.field;
  refusal.sentence = outer + "." + refusal.sentence;
  return refusal;
}

// A bound is reached that no waiting changes: `most` are taken.
inline Refusal at_most(std::string field, std::uint64_t most, std::string sentence) {
  return {RefusalCode::limit, std::move(field), std::move(sentence), most};
}

// A value, or why there is none.
using MaybeRefused = std::optional<Refusal>;

}  // namespace acuerdo
