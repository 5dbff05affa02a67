#include "sessions/views/similar.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>

namespace acuerdo {
namespace {

constexpr double kOnlyTyped = 1.0;
constexpr double kOnlyStanding = 0.2;

icu::UnicodeString normalised(std::string_view words) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decomposing = icu::Normalizer2::getNFDInstance(status);
  const auto read =
      icu::UnicodeString::fromUTF8(icu::StringPiece{words.data(), static_cast<std::int32_t>(words.size())});
  const auto folded = folding->normalize(read, status);
  auto decomposed = decomposing->normalize(folded, status);
  return U_SUCCESS(status) ? decomposed : read;
}

void add_word(const std::vector<UChar32>& word, std::vector<Trigram>& all) {
  if (word.empty()) return;
  const auto at = [&](std::size_t place) {  // two blanks, the word, one blank
    const bool inside = place >= 2 && place < word.size() + 2;
    return static_cast<Trigram>(inside ? word[place - 2] : U' ');
  };
  for (std::size_t first = 0; first < word.size() + 1; ++first)
    all.push_back(at(first) << 42 | at(first + 1) << 21 | at(first + 2));
}

}  // namespace

std::vector<Trigram> trigrams_of(std::string_view words) {
  const auto text = normalised(words);
  std::vector<Trigram> all;
  std::vector<UChar32> word;
  for (std::int32_t place = 0; place < text.length(); place = text.moveIndex32(place, 1)) {
    const auto letter = text.char32At(place);
    if (u_getCombiningClass(letter) != 0) continue;
    if (u_isalnum(letter)) {
      word.push_back(letter);
    } else {
      add_word(word, all);
      word.clear();
    }
  }
  add_word(word, all);
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

std::vector<SimilarActivity> Similar::to(std::string_view words, const Workshop& workshop) {
  versions_.resize(workshop.activities.size());
  for (const auto& activity : workshop.activities) read(activity);
  const auto typed = trigrams_of(words);
  std::vector<std::uint32_t> both(entries_.size());
  for (const auto trigram : typed) {
    const auto found = where_.find(trigram);
    if (found == where_.end()) continue;
    for (const auto entry : found->second) ++both[entry];
  }
  std::map<ActivityId, double> best;
  for (std::size_t n = 0; n < entries_.size(); ++n) {
    const auto& entry = entries_[n];
    const double shared = both[n];
    const double similarity = shared / (shared + kOnlyTyped * (static_cast<double>(typed.size()) - shared) +
                                        kOnlyStanding * (entry.trigrams - shared));
    if (shared == 0 || similarity < kSimilarEnough) continue;
    const auto& activity = *find(workshop, entry.activity);
    if (!activity.standing() || entry.version != activity.versions.back().number) continue;
    best[entry.activity] = std::max(best[entry.activity], similarity);
  }
  std::vector<SimilarActivity> found;
  for (const auto& [activity, similarity] : best) found.push_back({activity, similarity});
  std::ranges::stable_sort(found, std::greater{}, &SimilarActivity::similarity);
  if (found.size() > kMaxSimilar) found.resize(kMaxSimilar);
  return found;
}

void Similar::read(const Activity& activity) {
  auto& known = versions_[number(activity.id) - 1];
  const auto version = activity.versions.back().number;
  if (known == version) return;
  known = version;
  for (const auto& [language, words] : activity.wording()) {
    const auto trigrams = trigrams_of(words);
    const auto entry = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({activity.id, version, static_cast<std::uint32_t>(trigrams.size())});
    for (const auto trigram : trigrams) where_[trigram].push_back(entry);
  }
}

}  // namespace acuerdo
