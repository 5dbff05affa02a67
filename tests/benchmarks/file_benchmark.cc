// What the disk costs: a batch of ballots made durable, a file of a million events opened.
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "tests/benchmarks/crowd.h"
#include "tests/journal/kept_workshop.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("acuerdo-benchmark-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

// In a process of its own, so that its memory is its alone. Gives seconds and the most memory, in MiB.
struct Cost {
  double seconds = 0;
  double mebibytes = 0;
};
template <class Work>
Cost alone(Work work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) std::abort();
  const auto child = fork();
  if (child == 0) {
    const auto started = std::chrono::steady_clock::now();
    work();
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const Cost cost{std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count(),
                    static_cast<double>(used.ru_maxrss) / 1024};
    _exit(write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
  }
  Cost cost;
  close(ends[1]);
  if (read(ends[0], &cost, sizeof cost) != sizeof cost) std::abort();
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return cost;
}

// Round after round on a full sheet, by everyone, until a million events are kept: no ballot replaces
// another.
void keep_a_million(const fs::path& file, std::size_t people) {
  ModelCase room;
  const auto elena = room.facilitator();
  auto opened = open_sqlite_journal(file);
  const auto& institutions = room.workshop.definition.institutions;
  std::vector<ParticipantId> delegates;
  for (std::size_t n = 0; n < people; ++n)
    delegates.push_back(
        room.delegate(institutions[n % institutions.size()].id.value, "Delegada " + std::to_string(n)));
  room.lead_to(elena, Stage::proposing);
  for (auto n = room.sub_objective().activities.size(); n < kMaxSheet; ++n)
    room.must(elena, ProposeActivity{ModelCase::kPlace, {{"es", "Propuesta " + std::to_string(n)}}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  for (std::uint16_t round = 1; room.workshop.sequence < Sequence{1'000'000}; ++round) {
    room.must(elena, OpenRound{ModelCase::kPlace, {}});
    for (const auto activity : room.sub_objective().rounds.back().activities) {
      for (const auto delegate : delegates)
        room.must(delegate, ballot(activity, round, round % 2 ? "object" : "join", "Falta un protocolo"));
      opened.journal->append(room.journal);
      room.journal.clear();
    }
    room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{round}});
    room.must(elena, OpenClarifying{ModelCase::kPlace});
  }
  opened.journal->append(room.journal);
}

void BatchMadeDurable(benchmark::State& state) {
  const Folder folder;
  const auto file = folder.path / "batch.acuerdo";
  ModelCase room;
  const auto elena = room.facilitator();
  const auto delegate = room.delegate("mdi");
  room.lead_to(elena, Stage::voting);
  auto opened = open_sqlite_journal(file);
  opened.journal->append(room.journal);
  room.journal.clear();
  for (auto _ : state) {
    state.PauseTiming();
    for (std::int64_t n = 0; n < state.range(0); ++n) room.must(delegate, ballot(ModelCase::kMap, 1, "join"));
    state.ResumeTiming();
    opened.journal->append(room.journal);
    room.journal.clear();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void OpenAMillionEvents(benchmark::State& state, bool snapshot) {
  static const Folder folder;
  static const auto file = folder.path / "million.acuerdo";
  if (!fs::exists(file)) alone([] { keep_a_million(file, 5'000); });
  if (snapshot && !fs::exists(file.string() + ".state")) {
    alone([] { keep_with_snapshot(file); });
  }
  Cost cost;
  for (auto _ : state) {
    cost = alone([] { open_sqlite_journal(file); });
    state.SetIterationTime(cost.seconds);
  }
  state.counters["MiB"] = cost.mebibytes;
}

BENCHMARK(BatchMadeDurable)
    ->Arg(1)
    ->Arg(100)
    ->Arg(2'000)
    ->ArgNames({"ballots"})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(OpenAMillionEvents, without_a_snapshot, false)
    ->UseManualTime()
    ->Iterations(2)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(OpenAMillionEvents, from_its_snapshot, true)
    ->UseManualTime()
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace acuerdo
