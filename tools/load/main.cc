// acuerdo-load: thousands of participants on one workshop, and what they waited for.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "server/limits/limits.h"
#include "tools/load/crowd.h"
#include "tools/load/stage.h"

namespace {

namespace fs = std::filesystem;
namespace load = acuerdo::load;
using nlohmann::json;

const char* const kExamples = R"(
Examples:
  acuerdo-load                                    1,000 people vote within 5 s on one activity
  acuerdo-load --people 5000 --seconds 5
  acuerdo-load --people 1000 --sheet 24 --seconds 10     everyone answers a whole sheet
  acuerdo-load --people 5000 --sheet 24 --seconds 0 --pipelined     as many ballots a second as it takes
  acuerdo-load --people 5000 --ballots secret     every ballot is sealed
  acuerdo-load --people 5000 --slow 2000          2,000 of them read 1 KB a second
  acuerdo-load --people 5000 --restart --resend   the server dies and comes back; everybody comes back and sends again
  acuerdo-load --people 5000 --keep /tmp/crowd    who joined once is there for the next run
)";

struct Options {
  std::size_t people = 1'000;
  load::Wanted round;
  std::size_t slow = 0;
  double seconds = 5;
  bool pipelined = false;
  bool resend = false;
  bool restart = false;
  std::string server;
  std::string keep;
  std::string json_file;
};

// Milliseconds.
struct Latency {
  double p50 = 0, p99 = 0, most = 0;
};

Latency latency_of(std::vector<double> seconds) {
  if (seconds.empty()) return {};
  std::ranges::sort(seconds);
  const auto at = [&](double share) {
    return 1'000 * seconds[std::min(seconds.size() - 1,
                                    static_cast<std::size_t>(share * static_cast<double>(seconds.size())))];
  };
  return {at(0.5), at(0.99), 1'000 * seconds.back()};
}

json to_json(const Latency& latency) {
  return {{"p50", latency.p50}, {"p99", latency.p99}, {"max", latency.most}};
}

std::string in_words(const Latency& latency) {
  return fmt::format("p50 {:.1f}  p99 {:.1f}  max {:.1f} ms", latency.p50, latency.p99, latency.most);
}

// Every person's whole sheet, in an order of their own, at even steps within the seconds; or everybody's
// sheet in one piece.
std::vector<load::Vote> plan(const Options& options, const std::vector<unsigned>& activities) {
  std::vector<load::Vote> votes;
  for (std::size_t person = options.slow; person < options.people; ++person) {
    for (const auto activity : activities) votes.push_back({person, activity});
  }
  std::ranges::shuffle(votes, std::mt19937{7});
  if (options.pipelined) std::ranges::stable_sort(votes, {}, &load::Vote::person);
  for (std::size_t n = 0; n < votes.size(); ++n) {
    const auto step = options.pipelined ? n - n % activities.size() : n;
    votes[n].due = options.seconds * static_cast<double>(step) / static_cast<double>(votes.size());
  }
  return votes;
}

// Lost: acknowledged, and not in the file. Doubled: there twice.
struct Kept {
  std::size_t lost = 0, doubled = 0;
};
// Of ballots that nobody can tell apart in the file, by their number.
Kept kept(std::size_t acknowledged, std::size_t there) {
  return {acknowledged - std::min(acknowledged, there), there - std::min(acknowledged, there)};
}
Kept kept(const std::vector<load::Vote>& votes, const std::vector<std::size_t>& places) {
  std::vector<unsigned> times(votes.size());
  for (const auto place : places) ++times.at(place);
  Kept kept;
  for (std::size_t n = 0; n < votes.size(); ++n) {
    if (votes[n].acknowledgements > 0 && times[n] == 0) ++kept.lost;
    if (times[n] > 1) ++kept.doubled;
  }
  return kept;
}

void allow_sockets(std::size_t people) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < people + 100)
    throw std::runtime_error(
        fmt::format("{} people need {} open files, and only {} are allowed: raise `ulimit -n`.", people,
                    people + 100, limit.rlim_cur));
}

// One line that is written over, for who watches.
void progress(const std::string& words) {
  if (isatty(STDERR_FILENO)) fmt::print(stderr, "\r\x1b[K{}", words);
}

int run(const Options& options, const fs::path& folder) {
  allow_sockets(options.people);
  load::ServerProcess server{options.server, folder};
  server.start();
  progress("joining");
  const auto people = load::people(server, folder, options.people);
  const auto round = load::open_round(server, people.facilitator, options.round);
  const auto before = server.resident_kib();

  progress("connecting");
  load::Crowd crowd{server.port(), people.delegates, options.slow};
  const auto connected = crowd.connect();
  const auto idle = server.resident_kib();

  auto votes = plan(options, round.activities);
  const auto cpu = server.cpu_seconds();
  const auto deliveries = crowd.deliveries();
  const auto started = load::now();
  crowd.vote(votes, round.number, 30, [&](std::size_t sent) {
    progress(fmt::format("{:.1f} s, {} of {} votes sent", load::now() - started, sent, votes.size()));
  });
  const auto took = load::now() - started;
  const auto used = server.cpu_seconds() - cpu;
  progress("");

  json report;
  std::vector<double> acknowledged;
  std::vector<double> seen;
  double last_acknowledged = started;
  std::size_t refused = 0;
  std::size_t unseen = 0;
  const auto screens = crowd.on_every_screen(votes);
  for (std::size_t n = 0; n < votes.size(); ++n) {
    if (votes[n].refused) ++refused;
    if (votes[n].acknowledgements == 0) continue;
    acknowledged.push_back(votes[n].acknowledged - votes[n].sent);
    last_acknowledged = std::max(last_acknowledged, votes[n].acknowledged);
    if (screens[n] == load::Crowd::kNever) {
      ++unseen;
    } else {
      seen.push_back(screens[n] - votes[n].sent);
    }
  }
  const auto acks = acknowledged.size();
  const auto ack_latency = latency_of(std::move(acknowledged));
  const auto screen_latency = latency_of(std::move(seen));
  const auto delivered = static_cast<double>(crowd.deliveries() - deliveries);
  const auto per_person = (idle - before) / static_cast<double>(options.people);

  report["people"] = options.people;
  report["votes"] = votes.size();
  report["connectSeconds"] = {{"accepted", connected.accepted}, {"current", connected.current}};
  report["acknowledgedMs"] = to_json(ack_latency);
  report["everyScreenMs"] = to_json(screen_latency);
  report["refused"] = refused;
  report["unanswered"] = votes.size() - acks - refused;
  report["unseen"] = unseen;
  const auto ballots_a_second = static_cast<double>(acks) / std::max(1e-3, last_acknowledged - started);
  report["ballotsPerSecond"] = ballots_a_second;
  report["deliveriesPerSecond"] = delivered / took;
  report["serverKibPerConnection"] = per_person;
  report["serverCpuSeconds"] = used;
  report["closedByServer"] = crowd.closed();

  fmt::print("{} people, {} votes within {:.1f} s, took {:.2f} s\n", options.people, votes.size(),
             options.seconds, took);
  fmt::print("connected             {:.2f} s, all current after {:.2f} s\n", connected.accepted,
             connected.current);
  fmt::print("acknowledged          {}\n", in_words(ack_latency));
  fmt::print("vote to every screen  {}\n", in_words(screen_latency));
  fmt::print("ballots, deliveries   {:.0f}, {:.0f} a second\n", ballots_a_second, delivered / took);
  fmt::print("server                {:.1f} KiB a connection idle, CPU {:.2f} s\n", per_person, used);
  fmt::print("refused {}, unanswered {}, unseen {}, closed by the server {}\n", refused,
             votes.size() - acks - refused, unseen, crowd.closed());

  if (options.restart) {
    server.kill();
    const auto died = load::now();
    server.start();
    const auto up = load::now();
    const auto back = crowd.connect();
    fmt::print("after a sudden death  up again in {:.2f} s, everybody current {:.2f} s later\n", up - died,
               back.current);
    report["restart"] = {{"upSeconds", up - died}, {"currentSeconds", back.current}};
  }
  if (options.resend) crowd.send_again(votes, round.number, 30);

  const auto in_file = options.round.ballots == "named"
                           ? kept(votes, load::recorded(server.file(), crowd.run()))
                           : kept(acks, load::sealed(server.file(), round.number));
  fmt::print("in the file           lost {}, doubled {}\n", in_file.lost, in_file.doubled);
  report["lost"] = in_file.lost;
  report["doubled"] = in_file.doubled;
  if (!options.json_file.empty()) std::ofstream{options.json_file} << report.dump(2) << '\n';
  server.stop();
  return in_file.lost + in_file.doubled + unseen + (votes.size() - acks) == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  Options options;
  options.server =
      (fs::canonical("/proc/self/exe").parent_path() / "../server/acuerdo").lexically_normal().string();
  CLI::App app{
      "Puts thousands of participants on a server of its own and measures what they wait for: "
      "acknowledgement,\n"
      "and the time until the slowest screen of all shows the vote. Exit status 0 when nothing was lost, "
      "doubled,\n"
      "refused or unseen."};
  app.footer(kExamples);
  app.add_option("--people", options.people, "Participants, each with a connection")
      ->capture_default_str()
      ->check(CLI::Range(1, 20'000));
  app.add_option("--seconds", options.seconds, "The time within which they vote; 0: all at once")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 3'600.0));
  app.add_option("--sheet", options.round.sheet, "Activities that each votes on")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  app.add_option("--ballots", options.round.ballots, "Who learns what was voted")
      ->capture_default_str()
      ->check(CLI::IsMember({"named", "by_institution", "secret"}));
  app.add_flag("--live", options.round.live, "Results are shown while people vote");
  app.add_option("--slow", options.slow, "How many of them read 1 KB a second, and do not vote")
      ->capture_default_str();
  app.add_flag("--pipelined", options.pipelined,
               "Everybody sends their whole sheet in one piece, as a client does that was offline");
  app.add_flag("--resend", options.resend,
               "Everybody sends all votes again afterwards, as after a lost answer");
  app.add_flag("--restart", options.restart,
               "Afterwards the server is killed and started; everybody comes back");
  app.add_option("--keep", options.keep, "A folder where server and people are kept for the next run");
  app.add_option("--json", options.json_file, "A file for the figures");
  app.add_option("--server", options.server, "The server's binary")->capture_default_str();
  CLI11_PARSE(app, count, words);
  if (options.slow >= options.people) {
    fmt::print(stderr, "--slow must leave somebody who votes\n");
    return 2;
  }
  if (options.pipelined && options.round.sheet > acuerdo::kMaxInHand) {
    fmt::print(stderr, "--pipelined: a sheet of at most {}, for the server takes no more in one piece\n",
               acuerdo::kMaxInHand);
    return 2;
  }
  const auto folder = options.keep.empty()
                          ? fs::temp_directory_path() / fmt::format("acuerdo-load-{}", getpid())
                          : fs::path{options.keep};
  int status = 1;
  try {
    status = run(options, folder);
  } catch (const std::exception& why) {
    fmt::print(stderr, "acuerdo-load: {}\n", why.what());
  }
  if (options.keep.empty()) fs::remove_all(folder);
  return status;
}
