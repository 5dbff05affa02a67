#include "sessions/core/changes.h"

#include <utility>

namespace acuerdo {

Change& remember_change(Workshop& workshop, const Happening& happening, ChangeKind kind, std::string was,
                        std::string became) {
  auto& change = workshop.changes.emplace_back();
  change.kind = kind;
  change.was = std::move(was);
  change.became = std::move(became);
  change.by = happening.actor;
  change.at = happening.at;
  return change;
}

}  // namespace acuerdo
