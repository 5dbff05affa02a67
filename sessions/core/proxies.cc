#include "sessions/core/proxies.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/changes.h"
#include "sessions/core/checks.h"
#include "sessions/core/event.h"

namespace acuerdo {
namespace {

const std::string& acronym(const Workshop& workshop, const InstitutionId& id) {
  return find(workshop, id)->acronym;
}

// role, unless the actor is a facilitator or heads the delegation of that institution.
MaybeRefused require_speaker(const Workshop& workshop, const Context& context, const InstitutionId& of) {
  const auto head = workshop.heads.find(of);
  if (head != workshop.heads.end() && head->second == context.actor) return {};
  if (!require_facilitator(workshop, context)) return {};
  return Refusal{
      RefusalCode::role, "from",
      "Only a facilitator or the head of its delegation hands over an institution's voice or takes "
      "it back."};
}

// A voice is handed over once.
MaybeRefused require_first_hand(const Workshop& workshop, const GiveProxy& command) {
  const auto held = std::ranges::find(workshop.proxies, command.from, &Proxy::to);
  if (held != workshop.proxies.end()) {
    return Refusal{RefusalCode::in_use, "from",
                   fmt::format("{} holds the voice of {}; take that back first.",
                               acronym(workshop, command.from), acronym(workshop, held->from))};
  }
  if (std::ranges::find(workshop.proxies, command.to, &Proxy::from) != workshop.proxies.end()) {
    return Refusal{
        RefusalCode::in_use, "to",
        fmt::format("{} has handed over its own voice and holds no other.", acronym(workshop, command.to))};
  }
  return {};
}

std::size_t held_by(const Workshop& workshop, const InstitutionId& holder) {
  return static_cast<std::size_t>(std::ranges::count(workshop.proxies, holder, &Proxy::to));
}

// The voice is nobody else's any more, in the rounds that are open either.
void take_back(Workshop& workshop, const InstitutionId& from) {
  const auto given = [&](const Proxy& proxy) { return proxy.from == from; };
  std::erase_if(workshop.proxies, given);
  for (auto& [_, sub_objective] : workshop.sub_objectives) {
    if (!open_round(sub_objective)) continue;
    std::erase_if(sub_objective.rounds.back().proxies, given);
  }
}

}  // namespace

Decision decide(const Workshop& workshop, const Context& context, const GiveProxy& command) {
  if (auto refused = require_speaker(workshop, context, command.from)) return *refused;
  if (!find(workshop, command.from)) return not_found("from", "institution");
  if (!find(workshop, command.to)) return not_found("to", "institution");
  if (command.from == command.to) {
    return Refusal{RefusalCode::field_invalid, "to", "An institution hands its voice to another."};
  }
  if (by_person(workshop.settings.voice)) {
    return Refusal{RefusalCode::stage, "from",
                   "The voice is each person's here, and nobody hands theirs over; a facilitator may give "
                   "institutions the voice in the settings."};
  }
  const auto most = workshop.settings.proxies;
  if (most == 0) {
    return Refusal{RefusalCode::stage, "from",
                   "This workshop takes no proxies; a facilitator may allow them in its settings."};
  }
  if (auto refused = require_first_hand(workshop, command)) return *refused;
  if (std::ranges::find(workshop.proxies, Proxy{command.from, command.to}) != workshop.proxies.end())
    return {};
  if (held_by(workshop, command.to) >= most) {
    return at_most(
        "to", most,
        fmt::format("{} holds {} of other institutions already, which is the most the workshop allows.",
                    acronym(workshop, command.to), most == 1 ? "one voice" : fmt::format("{} voices", most)));
  }
  return Event{ProxyGiven{command.from, command.to, command.note}};
}

Decision decide(const Workshop& workshop, const Context& context, const RevokeProxy& command) {
  if (auto refused = require_speaker(workshop, context, command.from)) return *refused;
  if (!find(workshop, command.from)) return not_found("from", "institution");
  if (std::ranges::find(workshop.proxies, command.from, &Proxy::from) == workshop.proxies.end()) return {};
  return Event{ProxyRevoked{command.from}};
}

MaybeRefused require_at_most_proxies(const Workshop& workshop, std::uint32_t most) {
  for (const auto& proxy : workshop.proxies) {
    const auto held = held_by(workshop, proxy.to);
    if (held <= most) continue;
    return Refusal{
        RefusalCode::in_use, "proxies",
        fmt::format("{} holds {} of other institutions; take back some first.", acronym(workshop, proxy.to),
                    held == 1 ? "one voice" : fmt::format("{} voices", held))};
  }
  return {};
}

void apply(Workshop& workshop, const Happening& happening, const ProxyGiven& event) {
  possible(find(workshop, event.from) && find(workshop, event.to),
           "it names an institution that is not there");
  possible(event.from != event.to, "an institution hands its voice to another");
  take_back(workshop, event.from);
  const auto place = std::ranges::lower_bound(workshop.proxies, event.from, {}, &Proxy::from);
  workshop.proxies.insert(place, {event.from, event.to});
  remember_change(workshop, happening, ChangeKind::proxy_given, event.from.value, event.to.value).note =
      event.note;
}

void apply(Workshop& workshop, const Happening& happening, const ProxyRevoked& event) {
  const auto given = std::ranges::find(workshop.proxies, event.from, &Proxy::from);
  possible(given != workshop.proxies.end(), "that voice was not handed over");
  remember_change(workshop, happening, ChangeKind::proxy_taken_back, event.from.value, given->to.value);
  take_back(workshop, event.from);
}

}  // namespace acuerdo
