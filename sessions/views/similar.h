// Which activities say much the same as what somebody is writing: found by the trigrams of their words, in
// every language they are written in, without regard to accents, case or punctuation.
//
// Words are normalised (NFKC and case folded, then without combining marks) and taken apart as PostgreSQL's
// pg_trgm does: each word with two blanks before it and one behind, in pieces of three. What is typed is
// compared with what stands by Tversky's index, because it is not finished yet (Tversky, Features of
// Similarity, 1977):
//
//     S = both / (both + 1 * only typed + 0.2 * only standing)
//
// An index of trigrams answers in a fraction of a millisecond what a thousand comparisons would in several.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sessions/model/workshop.h"

namespace acuerdo {

// Found at most, and how similar at least: below that, texts share a language and little else.
inline constexpr std::size_t kMaxSimilar = 3;
inline constexpr double kSimilarEnough = 0.45;

// Three code points of 21 bits.
using Trigram = std::uint64_t;

// Sorted, each once; none for what has no letters and no digits.
std::vector<Trigram> trigrams_of(std::string_view words);

struct SimilarActivity {
  ActivityId activity{};
  double similarity = 0;  // kSimilarEnough to 1
};

// Not a view of the workshop but beside it: it reads what is new or reworded when it is asked.
class Similar {
 public:
  // Standing activities, the most similar first.
  std::vector<SimilarActivity> to(std::string_view words, const Workshop& workshop);

 private:
  // An activity's words in one language.
  struct Entry {
    ActivityId activity{};
    std::uint32_t version = 0;
    std::uint32_t trigrams = 0;
  };
  void read(const Activity& activity);

  std::vector<std::uint32_t> versions_;                            // read, by activity
  std::vector<Entry> entries_;                                     // also of earlier versions: a bounded few
  std::unordered_map<Trigram, std::vector<std::uint32_t>> where_;  // entries that have it
};

}  // namespace acuerdo
