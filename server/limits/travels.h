// How often a document travels: a long one at most so often, and then the newest of it.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "server/limits/limits.h"
#include "sessions/values/ids.h"
#include "sessions/views/views.h"

namespace acuerdo {

// On the room's strand.
class Travels {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;
  using Length = std::function<std::size_t(const DocumentKey&)>;

  // Of the documents that changed, at `first` or later, and of those that wait: which travel now. The others
  // wait. `length` is asked only of what travelled a moment ago.
  std::set<DocumentKey> let_go(const std::set<DocumentKey>& changed, Sequence first, SteadyTime now,
                               const Length& length);

  // What everybody has who was told everything so far of a workshop at `sequence`: all before the first
  // change that waits.
  Sequence told(Sequence sequence) const;

  // When the next of those that wait may travel.
  std::optional<SteadyTime> next() const;

  void clear() { *this = {}; }

 private:
  std::map<DocumentKey, SteadyTime> last_;   // when each travelled, if a moment ago
  std::map<DocumentKey, Sequence> waiting_;  // and its first change that was not told
  SteadyTime swept_{};
};

}  // namespace acuerdo
