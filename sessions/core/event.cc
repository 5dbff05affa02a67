#include "sessions/core/event.h"

#include <cstdio>
#include <cstdlib>

namespace acuerdo {
namespace {

std::uint32_t created_by(const Event& event) {
  if (const auto* proposed = std::get_if<ActivityProposed>(&event)) return number(proposed->activity);
  if (const auto* amended = std::get_if<AmendmentProposed>(&event)) return number(amended->amendment);
  if (const auto* commented = std::get_if<CommentAdded>(&event)) return number(commented->comment);
  return 0;
}

void remember(Workshop& workshop, const Happening& happening, const Event& event) {
  auto& answers = workshop.answered[happening.actor];
  if (answers.size() == kMaxAnswered) answers.pop_front();
  answers.push_back({*happening.command, happening.sequence, happening.at, created_by(event)});
}

}  // namespace

void apply(Workshop& workshop, const Recorded& recorded) {
  const auto& [happening, event] = recorded;
  if (happening.sequence != next(workshop.sequence)) {
    std::fprintf(stderr, "event %llu applied after %llu\n",
                 static_cast<unsigned long long>(number(happening.sequence)),
                 static_cast<unsigned long long>(number(workshop.sequence)));
    std::abort();
  }
  std::visit([&](const auto& kind) { apply(workshop, recorded.happening, kind); }, event);
  if (happening.command) remember(workshop, happening, event);
  workshop.sequence = happening.sequence;
}

std::string_view kind_of(const Event& event) {
  return std::visit([](const auto& kind) { return std::decay_t<decltype(kind)>::kKind; }, event);
}

}  // namespace acuerdo
