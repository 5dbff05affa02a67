// The table of who may do what, walked whole: every command, as every role.
#include "sessions/core/permissions.h"

#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

template <std::size_t... n>
std::vector<Command> one_of_each(std::index_sequence<n...>) {
  return {Command{std::in_place_index<n>}...};
}

class WhoMay : public testing::TestWithParam<Role> {
 protected:
  WhoMay() {
    const auto elena = room.facilitator();
    actor = GetParam() == Role::facilitator ? room.facilitator("Otra") : room.delegate("mdi", "Ana");
    if (GetParam() != Role::facilitator && GetParam() != Role::delegate && GetParam() != Role::waiting)
      room.must(elena, ChangeRole{actor, GetParam()});
    if (GetParam() == Role::waiting) {
      room.must(elena, SetAdmission{Admission::waiting});
      actor = room.delegate("pn", "Bruno");
    }
  }
  ModelCase room;
  ParticipantId actor{};
};

// Commands that name nothing: whoever may give them is told that it is not there, or that it is not theirs.
TEST_P(WhoMay, DoesWhatTheTableSays) {
  ASSERT_EQ(find(room.workshop, actor)->role, GetParam());
  for (const auto& command : one_of_each(std::make_index_sequence<std::variant_size_v<Command>>{})) {
    const auto& row = kPermissions.at(command.index());
    ModelCase again = room;
    const auto step = again.command(actor, command);
    const bool turned_away = step.refusal && step.refusal->code == RefusalCode::role;
    if (!row.who.has(GetParam()) || !is_let_in(GetParam())) {
      EXPECT_TRUE(turned_away) << row.command;
      EXPECT_TRUE(step.recorded.empty()) << row.command;
    } else if (row.within.empty()) {
      EXPECT_FALSE(turned_away) << row.command << ": " << step.refusal->sentence;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EachRole, WhoMay,
                         testing::Values(Role::facilitator, Role::delegate, Role::observer, Role::rapporteur,
                                         Role::waiting, Role::removed),
                         [](const auto& role) { return std::string{name_of(role.param)}; });

TEST(Permissions, AreToldApartByWhoseItIs) {
  for (const auto& row : kPermissions) {
    EXPECT_TRUE(row.who.has(Role::facilitator) || row.who == kDelegates) << row.command;
    EXPECT_FALSE(row.who.has(Role::waiting) || row.who.has(Role::removed)) << row.command;
  }
}

}  // namespace
}  // namespace acuerdo
