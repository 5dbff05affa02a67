// What people typed, made safe to keep: valid UTF-8, Unicode NFC, nothing that is not seen, within bounds.
#pragma once

#include <string>

#include "sessions/values/refusal.h"

namespace acuerdo {

// Normalises `words` in place: NFC; every line break one line break (CR, CR LF, U+000B, U+000C, U+0085,
// U+2028, U+2029); white space and what displays ignore (U+00A0, U+200B, U+3164 and their kind) removed at
// the ends, so that nothing that cannot be seen passes for words. What comes along from Word, slides and
// phones and is not seen goes: control characters, soft hyphens, marks of byte order and direction
// (U+202A-202E and U+2066-2069 could make a sentence read as another: Unicode Technical Report 36,
// section 3.2). What a script needs stays: joiners (U+200C, U+200D) and, where the language is written from
// right to left, marks and balanced isolates. Refuses with text_empty (when required), text_too_long (over
// `most` code points), text_characters (what cannot be decoded); `field` names the place.
MaybeRefused clean(std::string& words, std::size_t most, bool required, const std::string& field,
                   bool right_to_left = false);

// Is the language written from right to left ("ar", "fa")?
bool is_right_to_left(const std::string& language);

}  // namespace acuerdo
