#include "tests/core/model_case.h"

#include <fstream>

#include "sessions/core/same_person.h"
#include "sessions/json/parse.h"
#include "tests/source_file.h"

namespace acuerdo {

Definition cuenca() {
  std::ifstream file{source_file("sessions/examples/cuenca-2023.json")};
  auto parsed = parse<Definition>(Json::parse(file));
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) throw std::runtime_error(refusal->sentence);
  return std::get<Definition>(parsed);
}

ModelCase::ModelCase(Definition definition) {
  keep(take(workshop, {kTheWorkshop, now},
            ServerCommand{ImportWorkshop{{"cuenca-2023"}, "K7WQ4M", std::move(definition)}}));
}

void ModelCase::keep(const Step& step) {
  journal.insert(journal.end(), step.recorded.begin(), step.recorded.end());
}

ParticipantId ModelCase::facilitator(const std::string& name) {
  keep(take(workshop, {kTheWorkshop, now},
            ServerCommand{JoinWorkshop{name, {}, Role::facilitator, "es", "f"}}));
  return workshop.participants.back().id;
}

ParticipantId ModelCase::delegate(const std::string& institution, const std::string& name) {
  const InstitutionId of{institution};
  const auto number_of_it = std::to_string(workshop.participants.size() + 1);
  const auto told_apart = namesake(workshop, name, of) ? name + " " + number_of_it : name;
  keep(take(workshop, {kTheWorkshop, now},
            ServerCommand{JoinWorkshop{told_apart, of, Role::delegate, "es", "d"}}));
  return workshop.participants.back().id;
}

ParticipantId ModelCase::somebody(Role role) {
  keep(take(workshop, {kTheWorkshop, now},
            ServerCommand{JoinWorkshop{"Alguien " + std::to_string(workshop.participants.size() + 1),
                                       InstitutionId{"mdi"}, role, "en", "s"}}));
  return workshop.participants.back().id;
}

Step ModelCase::command(ParticipantId actor, const Command& asked) {
  now += std::chrono::seconds{1};
  auto step = take(workshop, {actor, now}, CommandId{"command-" + std::to_string(++commands_)}, asked);
  keep(step);
  return step;
}

void ModelCase::must(ParticipantId actor, const Command& asked) {
  const auto step = command(actor, asked);
  EXPECT_FALSE(step.refusal) << name_of(step.refusal->code) << ": " << step.refusal->sentence;
}

Refusal ModelCase::refused(ParticipantId actor, const Command& asked, RefusalCode code) {
  const auto before = workshop.sequence;
  const auto step = command(actor, asked);
  EXPECT_EQ(workshop.sequence, before);
  if (!step.refusal) {
    ADD_FAILURE() << "expected " << name_of(code);
    return {};
  }
  EXPECT_EQ(name_of(step.refusal->code), name_of(code)) << step.refusal->sentence;
  return *step.refusal;
}

void ModelCase::lead_to(ParticipantId facilitator, Stage stage) {
  if (find(workshop, kMorning)->state != SessionState::open) {
    must(facilitator, OpenLiveSession{kMorning});
    must(facilitator, SetFocus{kMorning, kPlace});
  }
  while (sub_objective().stage < stage) {
    switch (sub_objective().stage) {
      case Stage::pending:
        must(facilitator, OpenProposing{kPlace});
        break;
      case Stage::proposing:
        must(facilitator, OpenClarifying{kPlace});
        break;
      case Stage::clarifying:
        must(facilitator, OpenRound{kPlace, {}});
        break;
      case Stage::voting:
        must(facilitator, CloseRound{kPlace, sub_objective().rounds.back().number});
        break;
      default:
        FAIL() << "lead_to goes as far as reviewing";
    }
    if (testing::Test::HasFatalFailure() || testing::Test::HasNonfatalFailure()) return;
  }
}

CastBallot ballot(ActivityId activity, std::uint16_t n, const std::string& position,
                  const std::string& reason) {
  return {activity, RoundNumber{n}, {position}, reason};
}

}  // namespace acuerdo
