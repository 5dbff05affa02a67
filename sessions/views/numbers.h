// The numbers that move fast: who is present at the open live sessions, who has voted in the open rounds.
//
// Counted as events come, so that neither a ballot nor a tick costs more where there are more people or
// activities: an event costs a few look-ups, telling the numbers costs what is told. Numbers of a workshop
// counted along and counted anew are equal; the tests and every debug build compare them.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "sessions/core/tally.h"
#include "sessions/views/views.h"

namespace acuerdo {

class Numbers {
 public:
  // Counts everything anew: grows with people and ballots.
  explicit Numbers(const Workshop& workshop);

  // After an event was applied to the workshop.
  void see(const Workshop& workshop, const Event& event);

  // {"presence": [...], "turnout": [...]} of open live sessions and open rounds, with the tallies of those
  // whose results are live. Facilitators are also told how each institution stands, and the first of those
  // who have yet to vote.
  Json shown(const Workshop& workshop, Audience audience) const;

  bool operator==(const Numbers&) const = default;

 private:
  struct Presence {
    std::uint64_t persons = 0;
    std::map<InstitutionId, std::uint64_t> delegates;  // none at zero
    bool operator==(const Presence&) const = default;
  };
  // The ballots on one activity, where results are live.
  struct Live {
    std::map<ParticipantId, Position> cast;
    DelegationTallies delegations;
    bool operator==(const Live&) const = default;
  };
  // Of one institution's delegates. Who has a ballot counts as present, wherever they are by now.
  struct Delegation {
    std::uint64_t voted = 0;  // have answered the whole sheet
    std::uint64_t present = 0;
    std::set<ActivityId> answered;  // by any of them
    bool operator==(const Delegation&) const = default;
  };
  struct Turnout {
    RoundNumber round{};
    LiveSessionId live_session;
    Voice voice{};
    Ballots kind{};  // who learns what was voted; of secret rounds only totals are told
    std::vector<ActivityId> activities;
    std::map<ActivityId, std::uint64_t> voices;       // that answered it; none at zero
    std::uint64_t whole = 0;                          // voices that answered the whole sheet
    std::uint64_t persons = 0;                        // delegates present
    std::uint64_t institutions = 0;                   // with a delegate present
    std::map<ParticipantId, std::size_t> answered;    // of each who has a ballot, on how many activities
    std::map<InstitutionId, Delegation> delegations;  // of every institution with a delegate
    std::set<ParticipantId> waiting;  // delegates present who vote and have yet to answer the whole sheet
    std::map<ActivityId, Live> live;  // nothing where results are hidden until the round closes
    bool operator==(const Turnout&) const = default;

    // `votes`: may they, under the round's voice?
    void arrive(const Participant& delegate, bool votes);
    void leave(const Participant& delegate);
    // `on`: how many activities the delegate's sheet now answers.
    void vote(ParticipantId id, const Voter& voter, std::size_t on, ActivityId activity);
    void come(Delegation& delegation);
    void go(Delegation& delegation);
    void tell(const Round& of, ParticipantId id, const Voter& voter, ActivityId activity,
              const Position& position);
    Json shown(const Workshop& workshop, const SubObjectiveId& id, std::uint64_t eligible,
               Audience audience) const;
  };

  void arrive(const Workshop& workshop, const Participant& participant, const LiveSessionId& at);
  void leave(const Participant& participant, const LiveSessionId& at);
  void count(const Workshop& workshop, const SubObjectiveId& id, const Round& round);

  std::uint64_t delegates_ = 0;  // who have joined
  std::map<LiveSessionId, Presence> presence_;
  std::map<SubObjectiveId, Turnout> turnouts_;
};

}  // namespace acuerdo
