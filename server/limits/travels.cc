#include "server/limits/travels.h"

#include <algorithm>

namespace acuerdo {

std::set<DocumentKey> Travels::let_go(const std::set<DocumentKey>& changed, Sequence first, SteadyTime now,
                                      const Length& length) {
  if (now - swept_ >= kLongDocumentEvery) {
    swept_ = now;
    std::erase_if(last_, [&](const auto& entry) {
      return now - entry.second >= kLongDocumentEvery && !waiting_.contains(entry.first);
    });
  }
  std::set<DocumentKey> go;
  for (const auto& [key, _] : waiting_) {
    if (now - last_.at(key) >= kLongDocumentEvery) go.insert(key);
  }
  for (const auto& key : changed) {
    const auto last = last_.find(key);
    const bool just_did = last != last_.end() && now - last->second < kLongDocumentEvery;
    if (just_did && (waiting_.contains(key) || length(key) > kLongDocument)) {
      waiting_.try_emplace(key, first);
    } else {
      go.insert(key);
    }
  }
  for (const auto& key : go) {
    last_[key] = now;
    waiting_.erase(key);
  }
  return go;
}

Sequence Travels::told(Sequence sequence) const {
  for (const auto& [_, first] : waiting_) sequence = std::min(sequence, Sequence{number(first) - 1});
  return sequence;
}

std::optional<Travels::SteadyTime> Travels::next() const {
  std::optional<SteadyTime> soonest;
  for (const auto& [key, _] : waiting_) {
    const auto due = last_.at(key) + kLongDocumentEvery;
    if (!soonest || due < *soonest) soonest = due;
  }
  return soonest;
}

}  // namespace acuerdo
