// acuerdo-simulate: thousands of workshops from seeds, and what must hold in each.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "sessions/json/parse.h"
#include "tools/simulate/people.h"
#include "tools/simulate/simulation.h"

namespace {

namespace fs = std::filesystem;
namespace sim = acuerdo::simulate;

const char* const kExamples = R"(
Examples:
  acuerdo-simulate                                  100 workshops of some 20 delegates
  acuerdo-simulate --workshops 10000                an hour of them; TMPDIR=/dev/shm is quicker than a disk
  acuerdo-simulate --seed 42 --workshops 1          one of them again
  acuerdo-simulate --delegates 300 --steps 3000     a hall

After every step: what was refused changed nothing, numbers counted along are right, each voice is counted once. After
every closing: sentence, verdict, tally, reasons, advice and record tell one story, under every rule. At
every crash: what is opened is what was kept, and holds every acknowledged ballot. At the end: `acuerdo check`.
Exit status 0 when all of it held; else the seed, and the command that plays it again.)";

acuerdo::Definition read_definition(const std::string& file) {
  std::ifstream in{file};
  auto parsed = acuerdo::parse<acuerdo::Definition>(acuerdo::Json::parse(in));
  if (const auto* refused = std::get_if<acuerdo::Refusal>(&parsed))
    throw std::runtime_error{refused->sentence};
  return std::get<acuerdo::Definition>(parsed);
}

// A folder of its own, gone with it.
class Folder {
 public:
  Folder() {
    auto pattern = (fs::temp_directory_path() / "acuerdo-simulate-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error{"no temporary folder"};
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

int main(int count, char** words) {
  CLI::App app{"Simulated workshops against the core and its journal.", "acuerdo-simulate"};
  std::uint64_t seed = 1;
  std::size_t workshops = 100;
  std::optional<std::size_t> delegates;
  unsigned steps = 400;
  std::string definition_file = ACUERDO_MODEL_CASE;
  app.add_option("--seed", seed, "of the first workshop; the next ones count on")->capture_default_str();
  app.add_option("--workshops", workshops, "how many")->capture_default_str();
  app.add_option("--delegates", delegates, "of each workshop; else from 2 to 40, by the seed")
      ->check(CLI::Range(1, 5'000));
  app.add_option("--steps", steps, "of each workshop")->capture_default_str();
  auto defect = sim::Defect::none;
  std::map<std::string, sim::Defect> defects;
  for (const auto& [one, name] : names_of(defect)) defects.emplace(name, one);
  app.add_option("--defect", defect, "what is done wrong on purpose: it must be noticed")
      ->transform(CLI::CheckedTransformer(defects));
  app.add_option("--definition", definition_file, "what the workshops are about")->check(CLI::ExistingFile);
  app.footer(kExamples);
  CLI11_PARSE(app, count, words);
  sim::Done all;
  try {
    const auto definition = read_definition(definition_file);
    for (const auto last = seed + workshops; seed < last; ++seed) {
      const Folder folder;
      const sim::Plan plan{seed, delegates.value_or(2 + sim::Chance{seed}.below(39)), steps, defect};
      try {
        all += sim::simulate(plan, definition, folder.path());
      } catch (const std::exception& violation) {
        std::cerr << fmt::format(
            "seed {}: {}\n  acuerdo-simulate --seed {} --workshops 1 --delegates {} --steps {}\n", seed,
            violation.what(), seed, plan.delegates, steps);
        return 1;
      }
    }
  } catch (const std::exception& fault) {
    std::cerr << fault.what() << "\n";
    return 2;
  }
  std::cout << fmt::format(
      "{} workshops: {} commands ({} refused, {} sent again), {} ballots acknowledged, {} rounds closed, {} "
      "crashes. "
      "Everything held.\n",
      workshops, all.commands, all.refused, all.resent, all.ballots, all.rounds, all.crashes);
  return 0;
}
