#include "sessions/views/participation.h"

#include <map>

namespace acuerdo {
namespace {

struct Share {
  std::uint64_t delegates = 0;
  std::uint64_t present = 0;
  std::uint64_t activities = 0;
  std::uint64_t comments = 0;
  std::uint64_t amendments = 0;
  std::uint64_t ballots = 0;
  std::uint64_t voters = 0;
  std::uint64_t speeches = 0;
  std::uint64_t milliseconds = 0;
};

class Shares {
 public:
  explicit Shares(const Workshop& workshop) : workshop_{workshop} {
    for (const auto& institution : workshop.definition.institutions) shares_[institution.id];
  }

  // What the participant did counts for whom they speak; what a facilitator did, for nobody.
  template <class Count>
  void add(ParticipantId who, Count count) {
    const auto* participant = find(workshop_, who);
    if (participant && participant->institution) count(shares_[*participant->institution]);
  }
  Share& of(const InstitutionId& institution) { return shares_[institution]; }
  const Share& of(const InstitutionId& institution) const { return shares_.at(institution); }

 private:
  const Workshop& workshop_;
  std::map<InstitutionId, Share> shares_;
};

void count_people(const Workshop& workshop, Shares& shares) {
  for (const auto& participant : workshop.participants) {
    if (participant.role != Role::delegate) continue;
    shares.add(participant.id, [&](Share& share) {
      ++share.delegates;
      if (participant.live_session) ++share.present;
    });
  }
  for (const auto& [id, session] : workshop.live_sessions) {
    for (const auto& [speaker, spoken] : session.spoken) {
      shares.add(speaker, [&spoken = spoken](Share& share) {
        share.speeches += spoken.speeches;
        share.milliseconds += spoken.milliseconds;
      });
    }
  }
}

void count_words(const Workshop& workshop, Shares& shares) {
  for (const auto& activity : workshop.activities) {
    if (!activity.split_from && !activity.alternative_to)
      shares.add(activity.versions.front().by, [](Share& share) { ++share.activities; });
    for (const auto& comment : activity.comments)
      shares.add(comment.by, [](Share& share) { ++share.comments; });
    for (const auto& amendment : activity.amendments)
      shares.add(amendment.by, [](Share& share) { ++share.amendments; });
  }
}

void count_votes(const Workshop& workshop, Shares& shares) {
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    for (const auto& round : sub_objective.rounds) {
      if (round.annulled) continue;
      // While a round is open that is not named, who has voted is told in the turn-out alone.
      if (!round.named() && round.open()) continue;
      for (const auto& [_, voter] : round.roll) ++shares.of(voter.institution).voters;
      for (const auto& [voter, sheet] : round.sheets)
        shares.of(voter_in(round, voter).institution).ballots += sheet.size();
    }
  }
}

}  // namespace

Json participation_in(const Workshop& workshop) {
  Shares shares{workshop};
  count_people(workshop, shares);
  count_words(workshop, shares);
  count_votes(workshop, shares);
  Json institutions = Json::array();
  for (const auto& institution : workshop.definition.institutions) {
    const auto& share = shares.of(institution.id);
    institutions.push_back({{"institution", institution.id.value},
                            {"delegates", share.delegates},
                            {"present", share.present},
                            {"activities", share.activities},
                            {"comments", share.comments},
                            {"amendments", share.amendments},
                            {"ballots", share.ballots},
                            {"voters", share.voters},
                            {"speeches", share.speeches},
                            {"speakingSeconds", share.milliseconds / 1'000}});
  }
  return {{"institutions", std::move(institutions)}};
}

}  // namespace acuerdo
