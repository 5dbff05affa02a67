// What a ballot, a tick, a change and a closing cost, at 100, 1,000, 5,000 and 20,000 people.
#include <benchmark/benchmark.h>

#include <random>
#include <sstream>

#include "sessions/core/tally.h"
#include "sessions/views/numbers.h"
#include "sessions/views/similar.h"
#include "tests/benchmarks/crowd.h"

namespace acuerdo {
namespace {

std::size_t people(const benchmark::State& state) { return static_cast<std::size_t>(state.range(0)); }
std::size_t activities(const benchmark::State& state) { return static_cast<std::size_t>(state.range(1)); }

// As the room does it: decided, applied, counted, and what it touched.
void Ballot(benchmark::State& state) {
  auto crowd = acuerdo::crowd(people(state), activities(state));
  Numbers numbers{crowd.workshop()};
  const CommandId id{"aaaaaaaaaaaaaaaa"};
  std::size_t n = 0;
  for (auto _ : state) {
    const auto voter = crowd.delegates[n % crowd.delegates.size()];
    const auto activity = crowd.sheet[n / crowd.delegates.size() % crowd.sheet.size()];
    ++n;
    const auto step = take(crowd.workshop(), {voter, crowd.room.now}, id, ballot(activity, 1, "join"));
    for (const auto& recorded : step.recorded) {
      numbers.see(crowd.workshop(), recorded.event);
      benchmark::DoNotOptimize(touched(crowd.workshop(), recorded));
    }
  }
}

void TickForFacilitators(benchmark::State& state) {
  auto crowd = acuerdo::crowd_that_voted(people(state), activities(state));
  const Numbers numbers{crowd.workshop()};
  for (auto _ : state)
    benchmark::DoNotOptimize(numbers.shown(crowd.workshop(), Audience::facilitators).dump());
}

// What ticks would cost if they counted anew.
void Recount(benchmark::State& state) {
  auto crowd = acuerdo::crowd_that_voted(people(state), activities(state));
  for (auto _ : state) benchmark::DoNotOptimize(Numbers{crowd.workshop()});
}

void RoundCounted(benchmark::State& state) {
  auto crowd = acuerdo::crowd_that_voted(people(state), activities(state));
  for (auto _ : state)
    benchmark::DoNotOptimize(results_of(crowd.workshop(), crowd.room.sub_objective().rounds.back()));
}

void ResultsEncoded(benchmark::State& state) {
  auto crowd = acuerdo::crowd_that_voted(people(state), activities(state));
  const auto step = take(crowd.workshop(), {crowd.elena, crowd.room.now}, CommandId{"aaaaaaaaaaaaaaaa"},
                         CloseRound{ModelCase::kPlace, RoundNumber{1}});
  const auto change = touched(crowd.workshop(), step.recorded.back());
  std::size_t bytes = 0;
  for (auto _ : state) bytes = change_of(crowd.workshop(), Audience::floor, change.documents).dump().size();
  state.counters["KiB"] = static_cast<double>(bytes) / 1024;
}

void SnapshotOfTheFloor(benchmark::State& state) {
  auto crowd = acuerdo::crowd_that_voted(people(state), activities(state));
  std::size_t bytes = 0;
  for (auto _ : state) bytes = snapshot_of(crowd.workshop(), Audience::floor).dump().size();
  state.counters["KiB"] = static_cast<double>(bytes) / 1024;
}

// Everyone leaves: what is said to each of them alone.
void LiveSessionClosed(benchmark::State& state) {
  const auto& crowd = acuerdo::crowd_that_voted(people(state), activities(state));
  for (auto _ : state) {
    state.PauseTiming();
    auto workshop = crowd.room.workshop;
    Numbers numbers{workshop};
    state.ResumeTiming();
    const auto step = take(workshop, {crowd.elena, crowd.room.now}, CommandId{"aaaaaaaaaaaaaaaa"},
                           CloseLiveSession{ModelCase::kMorning});
    Touched all;
    for (const auto& recorded : step.recorded) {
      numbers.see(workshop, recorded.event);
      all.add(touched(workshop, recorded));
    }
    for (const auto& [id, changed] : all.personal)
      benchmark::DoNotOptimize(mine_of(workshop, id, changed).dump());
  }
}

// A person stops typing: a thousand activities, each in two languages, of some thirty words each.
void SimilarAmongAThousand(benchmark::State& state) {
  ModelCase room;
  const auto elena = room.facilitator();
  std::vector<std::string> words;
  for (const auto& draft : room.workshop.definition.draft_activities) {
    std::istringstream text{draft.text.at("es")};
    for (std::string word; text >> word;) words.push_back(word);
  }
  std::mt19937 any{1};
  const auto written = [&](std::size_t length) {
    std::string text;
    for (std::size_t n = 0; n < length; ++n) text += words[any() % words.size()] + " ";
    return text;
  };
  const auto& places = room.workshop.sub_objectives;
  for (auto place = places.begin(); room.workshop.activities.size() < 1'000; ++place) {
    if (place == places.end()) place = places.begin();
    if (place->second.stage == Stage::pending) room.must(elena, OpenProposing{place->first});
    room.must(elena, ProposeActivity{place->first, {{"es", written(30)}, {"en", written(30)}}});
  }
  Similar similar;
  similar.to("", room.workshop);  // reads all
  const auto typed = written(30);
  for (auto _ : state) benchmark::DoNotOptimize(similar.to(typed, room.workshop));
}

void crowds(benchmark::internal::Benchmark* bench) {
  for (const auto crowd : {100, 1'000, 5'000, 20'000}) bench->Args({crowd, 24});
  bench->Args({1'000, 100})->ArgNames({"people", "activities"});
}

BENCHMARK(Ballot)->Apply(crowds);
BENCHMARK(SimilarAmongAThousand)->Unit(benchmark::kMicrosecond);
BENCHMARK(TickForFacilitators)->Apply(crowds)->Unit(benchmark::kMicrosecond);
BENCHMARK(Recount)->Apply(crowds)->Unit(benchmark::kMicrosecond);
BENCHMARK(RoundCounted)->Apply(crowds)->Unit(benchmark::kMillisecond);
BENCHMARK(ResultsEncoded)->Apply(crowds)->Unit(benchmark::kMillisecond);
BENCHMARK(SnapshotOfTheFloor)->Apply(crowds)->Unit(benchmark::kMillisecond);
BENCHMARK(LiveSessionClosed)->Apply(crowds)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace acuerdo
