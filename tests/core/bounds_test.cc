// What people may write is bounded, and so is what it comes to: no document is larger than a frame takes, and
// what a document does not show can be asked for.
#include <gtest/gtest.h>

#include "sessions/core/activities.h"
#include "sessions/core/amendments.h"
#include "sessions/views/views.h"
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

// As long as it may be, of characters that JSON writes as two.
Text longest(std::size_t most, unsigned n) {
  const auto words = std::to_string(n) + std::string(most - 10, '"');
  return {{"es", words}, {"en", words}};
}

struct Bounds : testing::Test {
  ModelCase room;
  ParticipantId elena = room.facilitator();

  void every_document_is_bounded() {
    for (const auto audience : kAudiences) {
      for (const auto& key : documents(room.workshop, audience))
        EXPECT_LE(document(room.workshop, audience, key)->dump().size(), kMaxDocumentBytes) << key;
    }
  }
  Json shown(const DocumentKey& key) { return *document(room.workshop, Audience::floor, key); }

  // Every item of the list comes once, in order, on bounded pages.
  void pages_hold(const DocumentKey& key, std::string_view list, std::size_t expected) {
    std::size_t items = 0;
    for (Json next = 0; !next.is_null();) {
      const auto page = *page_of(room.workshop, elena, key, list, next);
      EXPECT_LE(page.dump().size(), 256u * 1024);
      items += page["items"].size();
      next = page["next"];
      if (!next.is_null()) {
        ASSERT_EQ(next, items);
        ASSERT_GT(page["items"].size(), 0u);
      }
    }
    EXPECT_EQ(items, expected) << list;
    EXPECT_EQ(shown(key)[std::string{list}].size() + shown(key)["more"][std::string{list}].get<std::size_t>(),
              expected);
  }
};

TEST_F(Bounds, HoldHoweverMuchIsWritten) {
  room.lead_to(elena, Stage::clarifying);
  for (unsigned n = 0; n < kMaxComments; ++n)
    room.must(elena, AddComment{ModelCase::kMap, longest(kMaxTextBytes / 2, n)});
  room.refused(elena, AddComment{ModelCase::kMap, {{"es", "Una más"}}}, RefusalCode::limit);
  for (unsigned n = 0; n < kMaxAmendments; ++n) {
    room.must(elena,
              ProposeAmendment{ModelCase::kMap, longest(kMaxWording, n), std::string(kMaxReason, '"')});
    if (n % 2 == 0) room.must(elena, DeclineAmendment{ModelCase::kMap, AmendmentId{n + 1}, "No"});
  }
  room.refused(elena, ProposeAmendment{ModelCase::kMap, {{"es", "Otra"}}, ""}, RefusalCode::limit);
  for (unsigned n = 1; n < kMaxVersions; ++n)
    room.must(elena, ReviseActivity{ModelCase::kMap, longest(kMaxWording, n)});
  room.refused(elena, ReviseActivity{ModelCase::kMap, {{"es", "Otra"}}}, RefusalCode::limit);
  every_document_is_bounded();
  pages_hold("discussion/4", "comments", kMaxComments);
  pages_hold("activity/4", "amendments", kMaxAmendments);
  pages_hold("activity/4", "versions", kMaxVersions);
}

TEST_F(Bounds, HoldForWhatIsSaidAroundAVote) {
  room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  room.lead_to(elena, Stage::reviewing);
  room.must(elena,
            DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, std::string(kMaxReason, '"')});
  room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::deferred, "Falta tiempo"});
  room.must(elena, OpenAssigning{ModelCase::kPlace});
  const auto& institutions = room.workshop.definition.institutions;
  for (const auto& institution : institutions) {
    for (const auto role : {AssignmentRole::leads, AssignmentRole::supports, AssignmentRole::monitors})
      room.must(elena, AnswerAssignment{ModelCase::kMap, institution.id, role, RoleAnswer::declined,
                                        std::string(kMaxReason, '"')});
  }
  room.must(elena,
            DetailActivity{ModelCase::kMap, "2024-06-30", longest(kMaxTitle, 1), longest(kMaxTitle, 2)});
  room.must(elena, Announce{longest(kMaxReason, 1)});
  for (std::size_t n = 0; n < kMaxRaisedHands; ++n) {
    const auto who = room.delegate("pn", std::string(kMaxName, '"'));
    room.must(who, Arrive{ModelCase::kMorning});
    room.must(who, RaiseHand{ModelCase::kMorning, Purpose::speak, {}});
  }
  every_document_is_bounded();
  pages_hold("activity/4", "answers", institutions.size() * 3);
}

TEST_F(Bounds, AmendmentsThatWaitAreShownBeforeThoseAnswered) {
  room.lead_to(elena, Stage::clarifying);
  for (unsigned n = 0; n < kMaxAmendments; ++n) {
    room.must(elena, ProposeAmendment{ModelCase::kMap, longest(kMaxWording, n), ""});
    if (n > 2) room.must(elena, DeclineAmendment{ModelCase::kMap, AmendmentId{n + 1}, "No"});
  }
  const auto amendments = shown("activity/4")["amendments"];
  ASSERT_GT(amendments.size(), 4u);
  for (unsigned n = 0; n < 3; ++n) EXPECT_EQ(amendments[n]["id"], n + 1);
  EXPECT_EQ(amendments.back()["id"], kMaxAmendments);
}

TEST_F(Bounds, OfManyReasonsTheObjectionsAreShownFirst) {
  std::vector<ParticipantId> delegates;
  for (int n = 0; n < 300; ++n) delegates.push_back(room.delegate("pn", "Delegada " + std::to_string(n)));
  room.lead_to(elena, Stage::voting);
  for (std::size_t n = 0; n < delegates.size(); ++n) {
    const auto* position = n % 50 == 49 ? "object" : "join_with_reservation";
    room.must(delegates[n], ballot(ModelCase::kMap, 1, position, std::string(200, 'r')));
  }
  EXPECT_FALSE(document(room.workshop, Audience::floor, "result/1.1.2/1/4"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  const auto result = shown("result/1.1.2/1/4");
  const auto& reasons = result["reasons"];
  ASSERT_GT(reasons.size(), 20u);
  for (std::size_t n = 0; n < reasons.size(); ++n)
    EXPECT_EQ(reasons[n]["position"], n < 6 ? "object" : "join_with_reservation") << n;
  EXPECT_LE(result.dump().size(), 24u * 1024) << "a round's results go to everyone at once";
  pages_hold("result/1.1.2/1/4", "reasons", 300);
  every_document_is_bounded();
}

TEST_F(Bounds, NobodyUsesUpWhatIsEveryones) {
  const auto ana = room.delegate("mdi");
  const auto bruno = room.delegate("pn");
  room.lead_to(elena, Stage::proposing);
  for (unsigned n = 0; n < kMaxOwnActivities; ++n)
    room.must(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Propuesta " + std::to_string(n)}}});
  room.refused(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Una más"}}}, RefusalCode::limit);
  room.must(bruno, ProposeActivity{ModelCase::kPlace, {{"es", "Una más"}}});
  for (unsigned n = 0; n < kMaxOwnComments; ++n)
    room.must(ana, AddComment{ModelCase::kMap, {{"es", "Comentario " + std::to_string(n)}}});
  room.refused(ana, AddComment{ModelCase::kMap, {{"es", "Una más"}}}, RefusalCode::limit);
  room.must(bruno, AddComment{ModelCase::kMap, {{"es", "Una más"}}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  for (unsigned n = 0; n < kMaxOwnAmendments; ++n)
    room.must(ana, ProposeAmendment{ModelCase::kMap, {{"es", "Redacción " + std::to_string(n)}}, ""});
  room.refused(ana, ProposeAmendment{ModelCase::kMap, {{"es", "Otra"}}, ""}, RefusalCode::limit);
  room.must(bruno, ProposeAmendment{ModelCase::kMap, {{"es", "Otra"}}, ""});
}

TEST_F(Bounds, ASheetHasNoMoreActivitiesThanCanBeAnswered) {
  room.lead_to(elena, Stage::proposing);
  for (unsigned n = 0; n < kMaxSheet; ++n)
    room.must(elena, ProposeActivity{ModelCase::kPlace, {{"es", "Propuesta " + std::to_string(n)}}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.refused(elena, OpenRound{ModelCase::kPlace, {}}, RefusalCode::limit);
  auto some = room.sub_objective().activities;
  some.resize(kMaxSheet);
  room.must(elena, OpenRound{ModelCase::kPlace, some});
}

}  // namespace
}  // namespace acuerdo
