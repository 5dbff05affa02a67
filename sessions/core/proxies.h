// Proxies: the voice of an absent institution, handed to another.
//
// Who stands for whom is recorded, may be taken back at any time, and is limited in number by the workshop's
// settings. In a round where institutions have a voice, the voice of the giver takes the position of the
// holder if the proxy stood when the round opened and still stands when it closes, the giver is absent and
// the holder is present (proxies_counted() in model/workshop.h). It counts for the vote and not for the
// quorum.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Commands: by a facilitator, or by the head of the delegation whose voice it is.

// From the next round on, the voice of `from` goes with that of `to`, instead of any that held it before. A
// voice is handed over once: who holds one hands none over.
struct GiveProxy {
  static constexpr std::string_view kKind = "proxy.give";
  InstitutionId from;
  InstitutionId to;
  std::string note;  // on whose word or letter, for the record; may be empty

  static constexpr auto fields() {
    return fields_of(field("from", &GiveProxy::from), field("to", &GiveProxy::to),
                     field("note", &GiveProxy::note).up_to(kMaxTitle).optional());
  }
};

// The voice of `from` is its own again, also in rounds that are open.
struct RevokeProxy {
  static constexpr std::string_view kKind = "proxy.revoke";
  InstitutionId from;

  static constexpr auto fields() { return fields_of(field("from", &RevokeProxy::from)); }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct ProxyGiven {
  static constexpr std::string_view kKind = "proxy_given";
  InstitutionId from;
  InstitutionId to;
  std::string note;

  static constexpr auto fields() {
    return fields_of(field("from", &ProxyGiven::from), field("to", &ProxyGiven::to),
                     field("note", &ProxyGiven::note).up_to(kMaxTitle).optional());
  }
};

struct ProxyRevoked {
  static constexpr std::string_view kKind = "proxy_revoked";
  InstitutionId from;

  static constexpr auto fields() { return fields_of(field("from", &ProxyRevoked::from)); }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const GiveProxy& command);
Decision decide(const Workshop& workshop, const Context& context, const RevokeProxy& command);

// in_use, when an institution holds more proxies than that.
MaybeRefused require_at_most_proxies(const Workshop& workshop, std::uint32_t most);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const ProxyGiven& event);
void apply(Workshop& workshop, const Happening& happening, const ProxyRevoked& event);

}  // namespace acuerdo
