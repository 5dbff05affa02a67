// What people typed, made safe to keep: valid UTF-8, Unicode NFC, no control or bidirectional override
// characters, within bounds.
#pragma once

#include <string>

#include "sessions/values/refusal.h"

namespace acuerdo {

// Normalises `words` in place: NFC; white space and what displays ignore (U+00A0, U+200B, U+3164 and their
// kind) removed at the ends, so that nothing that cannot be seen passes for words. Line breaks and tabs may
// stay; other control characters and the bidirectional embeddings, overrides and isolates (U+202A-202E,
// U+2066-2069) are refused, because they can make a sentence read as another (Unicode Technical Report 36,
// section 3.2). Refuses with text_empty (when required), text_too_long (over `most` code points),
// text_characters; `field` names the place.
MaybeRefused clean(std::string& words, std::size_t most, bool required, const std::string& field);

}  // namespace acuerdo
