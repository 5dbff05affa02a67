// What a ballot, a tick, a change and a closing cost, at 100, 1,000, 5,000 and 20,000 people.
#include <benchmark/benchmark.h>

#include "sessions/core/tally.h"
#include "sessions/views/numbers.h"
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
      benchmark::DoNotOptimize(touched(crowd.workshop(), recorded.event));
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
  const auto change = touched(crowd.workshop(), step.recorded.back().event);
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
      all.add(touched(workshop, recorded.event));
    }
    for (const auto& [id, changed] : all.personal)
      benchmark::DoNotOptimize(mine_of(workshop, id, changed).dump());
  }
}

void crowds(benchmark::internal::Benchmark* bench) {
  for (const auto crowd : {100, 1'000, 5'000, 20'000}) bench->Args({crowd, 24});
  bench->Args({1'000, 100})->ArgNames({"people", "activities"});
}

BENCHMARK(Ballot)->Apply(crowds);
BENCHMARK(TickForFacilitators)->Apply(crowds)->Unit(benchmark::kMicrosecond);
BENCHMARK(Recount)->Apply(crowds)->Unit(benchmark::kMicrosecond);
BENCHMARK(RoundCounted)->Apply(crowds)->Unit(benchmark::kMillisecond);
BENCHMARK(ResultsEncoded)->Apply(crowds)->Unit(benchmark::kMillisecond);
BENCHMARK(SnapshotOfTheFloor)->Apply(crowds)->Unit(benchmark::kMillisecond);
BENCHMARK(LiveSessionClosed)->Apply(crowds)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace acuerdo
