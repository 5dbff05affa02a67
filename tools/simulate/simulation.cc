#include "tools/simulate/simulation.h"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "sessions/core/step.h"
#include "sessions/journal/answers.h"
#include "sessions/journal/sqlite_journal.h"
#include "sessions/json/event_text.h"
#include "sessions/json/parse.h"
#include "sessions/views/numbers.h"
#include "sessions/views/views.h"
#include "tools/simulate/people.h"
#include "tools/simulate/story.h"

namespace acuerdo::simulate {
namespace {

void must(bool holds, const std::string& otherwise) {
  if (!holds) throw Violation{otherwise};
}

// A command as its client keeps it until it is answered, and a while longer.
struct Sent {
  ParticipantId actor{};
  CommandId id;
  Command command;
  std::optional<Answered> answer;  // when acknowledged
};

// A client that hears of changes late, and all at once.
class Follower {
 public:
  void hear(const Touched& touched) { missed_.add(touched); }
  void catch_up(const Workshop& workshop) {
    const auto changed = change_of(workshop, Audience::floor, missed_.documents).at("docs");
    for (const auto& [key, document] : changed.items()) {
      if (document.is_null()) {
        shown_.erase(key);
      } else {
        shown_[key] = document;
      }
    }
    missed_ = {};
    const auto there = snapshot_of(workshop, Audience::floor).at("docs");
    for (const auto& [key, document] : there.items())
      must(shown_.contains(key) && shown_.at(key) == document,
           "a client that heard of every change does not see " + key);
    must(shown_.size() == there.size(), "a client that heard of every change sees what is there no more");
  }
  void start(const Workshop& workshop) {
    shown_ = snapshot_of(workshop, Audience::floor).at("docs");
    missed_ = {};
  }

 private:
  Json shown_;
  Touched missed_;
};

class World {
 public:
  World(const Plan& plan, const Definition& definition, std::filesystem::path file)
      : plan_{plan}, chance_{plan.seed}, file_{std::move(file)} {
    open();
    ask(ImportWorkshop{{"simulated"}, "K7WQ4M", definition});
    ask(JoinWorkshop{"Elena Ríos", {}, Role::facilitator, "es", "f"});
    ask(JoinWorkshop{"Omar Ruiz", {}, Role::observer, "es", "o"});
    for (std::size_t n = 0; n < plan.delegates; ++n) {
      const auto& institution = chance_.one_of(definition.institutions).id;
      ask(JoinWorkshop{fmt::format("Persona {}", n), institution, Role::delegate, "es", "d"});
    }
    give({kFacilitator, next_id(), ChangeSettings{{}, {}, Fraction{0, 1}}, {}});
    commit();
    follower_.start(workshop_);
  }

  Done run() {
    for (unsigned n = 0; n < plan_.steps; ++n) {
      step(n);
      if (chance_.one_in(4)) commit();
      if (chance_.one_in(50)) look();
      if (chance_.one_in(150)) crash();
    }
    commit();
    crash();
    check_file();
    return done_;
  }

 private:
  static constexpr ParticipantId kFacilitator{1};
  static constexpr unsigned kStrikes = 5;
  static constexpr std::size_t kRemembered = 40;  // commands that clients may send again

  using Place = std::tuple<SubObjectiveId, RoundNumber, ActivityId, ParticipantId>;
  struct Cast {
    Position position;
    std::string reason;
  };

  void open() {
    auto opened = open_sqlite_journal(file_);
    answers_ = std::make_unique<Answers>(file_, opened.commands, opened.sealed);
    workshop_ = std::move(opened.workshop);
    journal_ = std::move(opened.journal);
    numbers_ = Numbers{workshop_};
  }

  CommandId next_id() { return {fmt::format("command-{}", ++commands_)}; }
  Time now() { return now_ += std::chrono::milliseconds{chance_.below(2'000)}; }

  void step(unsigned n) {
    if (!sent_.empty() && chance_.one_in(25)) {
      ++done_.resent;
      return resend(chance_.below(sent_.size()));
    }
    if (chance_.one_in(4)) {
      if (due_.empty() || !chance_.one_in(3))
        return give({kFacilitator, next_id(), facilitators_next(workshop_, chance_, n), {}});
      return close_overdue();
    }
    const auto& who = chance_.one_of(workshop_.participants);
    const auto command = chance_.one_in(30)           ? a_lie(workshop_, chance_, n)
                         : who.role == Role::delegate ? delegates_next(workshop_, who, chance_, n)
                                                      : a_lie(workshop_, chance_, n);
    give({who.id, next_id(), command, {}});
  }

  // Of a ballot that is not named, nobody knows once its round has closed whether it came before.
  bool was_sealed(const Command& command) const {
    const auto* cast = std::get_if<CastBallot>(&command);
    const auto* recorded = std::get_if<RecordBallots>(&command);
    if (!cast && !recorded) return false;
    const auto* activity = find(workshop_, cast ? cast->activity : recorded->activity);
    const auto& rounds = find(workshop_, activity->sub_objective)->rounds;
    const auto& round = rounds.at(number(cast ? cast->round : recorded->round) - 1u);
    return !round.named() && !round.open();
  }

  // As the room takes a command: known ones are answered as before.
  void give(Sent sent) {
    ++done_.commands;
    const auto before = workshop_.sequence;
    if (const auto known = answers_->find(sent.actor, sent.id)) {
      must(!sent.answer || known->sequence == sent.answer->sequence,
           "a command sent again is answered otherwise");
      sent.answer = *known;
      return remember(std::move(sent));
    }
    must(!sent.answer || was_sealed(sent.command), "a command that was acknowledged is not known any more");
    const auto at = now();
    auto taken = take(workshop_, {sent.actor, at}, sent.id, sent.command);
    if (taken.refusal) {
      ++done_.refused;
      return must(taken.recorded.empty() && workshop_.sequence == before,
                  "a refused command changed something");
    }
    // What changes nothing is not in the journal: sent again, it is decided again.
    const bool changes = !taken.recorded.empty();
    keep(taken);
    if (changes) unanswered_.push_back({std::move(sent), {workshop_.sequence, at, 0}});
  }

  void ask(const ServerCommand& command) {
    auto taken = take(workshop_, {kTheWorkshop, now()}, command);
    must(!taken.refusal, "the server was refused");
    keep(taken);
  }

  void close_overdue() {
    const auto overdue = *due_.begin();
    due_.erase(due_.begin());
    auto taken =
        take(workshop_, {kTheWorkshop, now()},
             ServerCommand{CloseOverdue{std::get<0>(overdue), std::get<1>(overdue), std::get<2>(overdue)}});
    if (!taken.refusal) keep(taken);
  }

  void keep(const Step& taken) {
    for (const auto& recorded : taken.recorded) {
      const bool ballot = std::holds_alternative<BallotCast>(recorded.event);
      if (!ballot || !strikes(Defect::missed_ballot)) numbers_.see(workshop_, recorded.event);
      if (!strikes(Defect::unheard_change)) follower_.hear(touched(workshop_, recorded));
      if (!strikes(Defect::forgotten_command)) answers_->add(recorded);
      note(recorded.event);
      batch_.push_back(recorded);
    }
    must(numbers_ == Numbers{workshop_}, "numbers counted along are not those counted anew");
  }

  // Is this the time for the defect that was asked for?
  bool strikes(Defect defect) { return plan_.defect == defect && ++chances_to_strike_ % kStrikes == 0; }

  void note(const Event& event) {
    if (const auto* cast = ballot_in(event))
      fresh_[{cast->sub_objective, cast->round, cast->activity, cast->participant}] =
          Cast{cast->position, cast->reason};
    if (const auto* left = std::get_if<BallotsLeft>(&event)) move_ballots(left->participant, {}, {}, *left);
    if (const auto* merged = std::get_if<ParticipantsMerged>(&event)) merge(*merged);
    if (const auto* opened = std::get_if<RoundOpened>(&event); opened && opened->closes_at)
      due_.insert({opened->sub_objective, opened->round, *opened->closes_at});
    if (const auto* closed = std::get_if<RoundClosed>(&event)) count_again(*closed);
  }

  // Every ballot of theirs in that round is gone, or is another's now.
  void move_ballots(ParticipantId from, std::optional<ParticipantId> into, const std::set<Place>& kept,
                    const BallotsLeft& where) {
    std::map<Place, Cast> theirs;
    for (const auto& [place, cast] : standing()) {
      const auto& [sub_objective, round, activity, voter] = place;
      if (sub_objective == where.sub_objective && round == where.round && voter == from)
        theirs.emplace(place, cast);
    }
    for (const auto& [place, cast] : theirs) {
      fresh_[place] = {};
      auto moved = place;
      if (!into) continue;
      std::get<3>(moved) = *into;
      if (!kept.contains(moved)) fresh_[moved] = cast;
    }
  }

  // Of two who are one, one sheet stays in each open round.
  void merge(const ParticipantsMerged& merged) {
    const auto all = standing();
    for (const auto& [id, sub_objective] : workshop_.sub_objectives) {
      const auto* round = open_round(sub_objective);
      if (!round) continue;
      const BallotsLeft where{id, round->number, {}};
      std::set<Place> kept;
      for (const auto& [place, _] : all) {
        const auto& [of, in, activity, voter] = place;
        if (of == id && in == round->number && voter == merged.into) kept.insert(place);
      }
      if (kept.empty()) {
        move_ballots(merged.participant, merged.into, {}, where);
      } else if (merged.ballots == merged.into || !has_voted(all, merged.participant, where)) {
        move_ballots(merged.participant, {}, {}, where);
      } else {
        move_ballots(merged.into, {}, {}, where);
        move_ballots(merged.participant, merged.into, {}, where);
      }
    }
  }

  static bool has_voted(const std::map<Place, Cast>& all, ParticipantId who, const BallotsLeft& where) {
    return std::ranges::any_of(all, [&](const auto& entry) {
      const auto& [of, in, activity, voter] = entry.first;
      return of == where.sub_objective && in == where.round && voter == who;
    });
  }

  // What was seen to be cast and has not left since.
  std::map<Place, Cast> standing() const {
    auto all = acknowledged_;
    for (const auto& [place, cast] : fresh_) {
      if (cast) {
        all[place] = *cast;
      } else {
        all.erase(place);
      }
    }
    return all;
  }

  // Independently of the core's own counting: nobody is counted twice, and nobody is left out.
  void count_again(const RoundClosed& closed) {
    ++done_.rounds;
    const auto& round = find(workshop_, closed.sub_objective)->rounds.at(number(closed.round) - 1u);
    closed_.push_back({closed.sub_objective, closed.round});
    const auto proxies = proxies_in(round, closed);
    for (const auto& result : closed.results) {
      auto told = result;
      if (strikes(Defect::other_verdict)) told.verdict = contrary_to(told.verdict);
      require_one_story(workshop_, round, told);
      std::uint64_t counted = 0;
      for (const auto& line : result.tally) counted += line.count;
      if (counted > 0 && strikes(Defect::counted_twice)) ++counted;
      std::set<InstitutionId> institutions;
      std::uint64_t persons = 0;
      std::uint64_t persons_weights = 0;
      for (const auto voter : voters_on(closed.sub_objective, closed.round, result.activity)) {
        const auto& participant = *find(workshop_, voter);
        must(votes(workshop_, participant, round.settings.voice), "somebody without a vote is counted");
        ++persons;
        persons_weights += participant.weight;
        institutions.insert(*participant.institution);
      }
      if (round.settings.ballots == Ballots::secret && persons > 0 && persons < round.settings.fewest) {
        must(result.tally.empty(), "so few secret ballots are broken down");
        continue;
      }
      for (const auto& [from, to] : proxies) {
        if (institutions.contains(to)) institutions.insert(from);
      }
      std::uint64_t weights = 0;
      for (const auto& institution : institutions) weights += find(workshop_, institution)->weight;
      const auto voice = round.settings.voice;
      const auto voices = voice == Voice::weighted          ? weights
                          : voice == Voice::weighted_person ? persons_weights
                          : voice == Voice::shared          ? institutions.size() * result.parts
                          : by_institution(voice)           ? institutions.size()
                                                            : persons;
      must(counted == voices, "a tally does not count each voice once");
    }
  }

  static VerdictKind contrary_to(VerdictKind verdict) {
    return verdict == VerdictKind::not_reached ? VerdictKind::consensus : VerdictKind::not_reached;
  }

  // What the file says of the rounds that closed with the batch is what the state says.
  void compare_results() {
    const auto closed = std::exchange(closed_, {});
    if (closed.empty()) return;
    SQLite::Database database{file_.string(), SQLite::OPEN_READONLY};
    for (const auto& [place, number_of_round] : closed) {
      const auto& round = find(workshop_, place)->rounds.at(number(number_of_round) - 1u);
      if (round.open()) continue;  // taken back in the same batch
      for (const auto& result : round.results) compare_result(database, place, round, result);
    }
  }
  void compare_result(SQLite::Database& database, const SubObjectiveId& place, const Round& round,
                      const Result& result) const {
    const auto bound = [&](SQLite::Statement& row) {
      row.bind(1, place.value);
      row.bind(2, static_cast<int>(number(round.number)));
      row.bind(3, static_cast<int>(number(result.activity)));
    };
    SQLite::Statement row{
        database,
        "SELECT verdict, sentence FROM result WHERE sub_objective = ? AND round = ? AND activity = ?"};
    bound(row);
    must(row.executeStep() && row.getColumn(0).getString() == name_of(result.verdict) &&
             row.getColumn(1).getString() == result.sentence.at(language()),
         "the record has another result");
    SQLite::Statement line{database,
                           "SELECT position, count FROM tally WHERE sub_objective = ? AND round = ? AND "
                           "activity = ? ORDER BY place"};
    bound(line);
    Tally tally;
    while (line.executeStep())
      tally.push_back(
          {{line.getColumn(0).getString()}, static_cast<std::uint64_t>(line.getColumn(1).getInt64())});
    must(tally == result.tally, "the record has another tally");
  }
  const std::string& language() const { return workshop_.definition.workshop.languages.front(); }

  // What the tables of the file say of closed rounds is what the state says.
  void compare_record() const {
    SQLite::Database database{file_.string(), SQLite::OPEN_READONLY};
    SQLite::Statement row{database,
                          "SELECT sub_objective, round, participant, institution, weight FROM ballot"};
    while (row.executeStep()) {
      const SubObjectiveId place{row.getColumn(0).getString()};
      const auto& round =
          find(workshop_, place)->rounds.at(static_cast<std::size_t>(row.getColumn(1).getInt()) - 1);
      const ParticipantId voter{static_cast<std::uint32_t>(row.getColumn(2).getInt())};
      must(round.roll.contains(voter), "the record has a ballot of somebody who is not on the roll");
      must(voter_in(round, voter).institution.value == row.getColumn(3).getString(),
           "the record and the roll do not agree for whom somebody voted");
    }
    for (const auto& [id, sub_objective] : workshop_.sub_objectives) {
      for (const auto& round : sub_objective.rounds) {
        SQLite::Statement voters{database,
                                 "SELECT count(*) FROM who_voted WHERE sub_objective = ? AND round = ?"};
        voters.bind(1, id.value);
        voters.bind(2, static_cast<int>(number(round.number)));
        if (round.open() || !voters.executeStep()) continue;
        must(static_cast<std::size_t>(voters.getColumn(0).getInt()) == round.roll.size(),
             "the record does not have everybody who voted");
      }
    }
  }

  // The proxies that stood when the round opened and still do, of institutions that nobody is present for.
  std::map<InstitutionId, InstitutionId> proxies_in(const Round& round, const RoundClosed& closed) const {
    std::map<InstitutionId, InstitutionId> standing;
    std::map<InstitutionId, InstitutionId> since_opened;
    for (const auto* events : {&durable_, &batch_}) {
      for (const auto& [_, event] : *events) {
        if (const auto* given = std::get_if<ProxyGiven>(&event)) {
          standing[given->from] = given->to;
          since_opened.erase(given->from);
        } else if (const auto* revoked = std::get_if<ProxyRevoked>(&event)) {
          standing.erase(revoked->from);
          since_opened.erase(revoked->from);
        } else if (const auto* opened = std::get_if<RoundOpened>(&event)) {
          if (opened->sub_objective == closed.sub_objective) since_opened = standing;
        }
      }
    }
    if (!by_institution(round.settings.voice)) return {};
    std::set<ParticipantId> voters;
    for (const auto activity : round.activities)
      voters.merge(voters_on(closed.sub_objective, closed.round, activity));
    for (const auto& participant : workshop_.participants) {
      const bool present = participant.live_session == round.live_session || voters.contains(participant.id);
      if (present && participant.role == Role::delegate) since_opened.erase(*participant.institution);
    }
    return since_opened;
  }

  static bool is_on(const Place& ballot, const SubObjectiveId& place, RoundNumber round,
                    ActivityId activity) {
    return std::get<0>(ballot) == place && std::get<1>(ballot) == round && std::get<2>(ballot) == activity;
  }

  // By what was seen to be cast, not by what the round remembers.
  std::set<ParticipantId> voters_on(const SubObjectiveId& place, RoundNumber round,
                                    ActivityId activity) const {
    std::set<ParticipantId> voters;
    for (auto ballot = acknowledged_.lower_bound({place, round, activity, ParticipantId{}});
         ballot != acknowledged_.end() && is_on(ballot->first, place, round, activity); ++ballot)
      voters.insert(std::get<3>(ballot->first));
    for (auto ballot = fresh_.lower_bound({place, round, activity, ParticipantId{}});
         ballot != fresh_.end() && is_on(ballot->first, place, round, activity); ++ballot) {
      if (ballot->second) {
        voters.insert(std::get<3>(ballot->first));
      } else {
        voters.erase(std::get<3>(ballot->first));
      }
    }
    return voters;
  }

  std::vector<Recorded> as_written(std::vector<Recorded> events) {
    for (auto& recorded : events) {
      auto* cast = std::get_if<BallotCast>(&recorded.event);
      if (cast && strikes(Defect::altered_ballot)) cast->reason = "Otra razón";
    }
    return events;
  }

  // Only what is on disk is acknowledged.
  void commit() {
    if (!batch_.empty()) journal_->append(as_written(batch_));
    durable_.insert(durable_.end(), batch_.begin(), batch_.end());
    batch_.clear();
    compare_results();
    answers_->kept(workshop_.sequence);
    done_.ballots += fresh_.size();
    acknowledged_ = standing();
    fresh_.clear();
    for (auto& [sent, answer] : unanswered_) {
      sent.answer = answer;
      remember(std::move(sent));
    }
    unanswered_.clear();
  }

  void remember(Sent sent) {
    sent_.push_back(std::move(sent));
    if (sent_.size() > kRemembered) sent_.pop_front();
  }

  void resend(std::size_t place) {
    auto sent = sent_[place];
    sent_.erase(sent_.begin() + static_cast<std::ptrdiff_t>(place));
    give(std::move(sent));
  }

  // What was not on disk is gone, and everybody sends again what was not acknowledged.
  void crash() {
    ++done_.crashes;
    if (plan_.defect == Defect::early_acknowledgement) {
      acknowledged_ = standing();
    }
    batch_.clear();
    fresh_.clear();
    closed_.clear();
    auto lost = std::exchange(unanswered_, {});
    answers_.reset();
    journal_.reset();
    open();
    must(state_text(workshop_) == state_text(replayed()), "what was opened is not what was kept");
    for (const auto& [place, ballot] : acknowledged_)
      must(stands(place, ballot), "an acknowledged ballot is lost");
    follower_.start(workshop_);
    for (auto& [sent, _] : lost) {
      if (!chance_.one_in(10)) give(std::move(sent));
    }
    commit();
  }

  Workshop replayed() const {
    Workshop workshop;
    for (const auto& recorded : durable_) {
      const auto& [happening, event] = recorded;
      const bool sealed = std::holds_alternative<BallotSealed>(event);  // it would lose its ballot
      apply(workshop,
            sealed ? recorded : Recorded{happening, parse_event(kind_of(event), event_fields(event))});
    }
    return workshop;
  }

  bool stands(const Place& place, const Cast& cast) const {
    const auto& [sub_objective, round, activity, voter] = place;
    const auto& rounds = find(workshop_, sub_objective)->rounds;
    if (number(round) > rounds.size()) return false;
    const auto& held = rounds.at(number(round) - 1u);
    if (!held.named() && !held.open())
      return held.annulled || held.roll.contains(voter);  // what, nobody knows any more
    const auto& sheets = held.sheets;
    const auto sheet = sheets.find(voter);
    const auto* ballot = sheet == sheets.end() ? nullptr : ballot_on(sheet->second, activity);
    return ballot && ballot->position == cast.position && ballot->reason == cast.reason;
  }

  // What the floor and the screen can see: everything, and nothing of an open round's ballots.
  void look() {
    follower_.catch_up(workshop_);
    for (const auto audience : kAudiences) {
      const auto seen = snapshot_of(workshop_, audience).dump() + numbers_.shown(workshop_, audience).dump();
      for (const auto& [_, sub_objective] : workshop_.sub_objectives) {
        const auto* round = open_round(sub_objective);
        if (!round) continue;
        for (const auto& [voter, sheet] : round->sheets) {
          for (const auto& ballot : sheet)
            must(ballot.reason.empty() || seen.find(ballot.reason) == seen.npos,
                 "a ballot of an open round is seen");
        }
      }
    }
  }

  // The chain, the events and every table of the record.
  void check_file() {
    answers_.reset();
    journal_.reset();
    if (plan_.defect == Defect::altered_record) {
      SQLite::Database database{file_.string(), SQLite::OPEN_READWRITE};
      database.exec("UPDATE participant SET name = 'Otra persona' WHERE id = 2");
    }
    try {
      check_sqlite_journal(file_);
      compare_record();
    } catch (const JournalFault& fault) {
      throw Violation{fault.what()};
    }
  }

  Plan plan_;
  Chance chance_;
  std::filesystem::path file_;
  Time now_{std::chrono::milliseconds{1'675'780'000'000}};
  std::uint64_t commands_ = 0;

  Workshop workshop_;
  Numbers numbers_{workshop_};
  std::unique_ptr<Journal> journal_;
  std::unique_ptr<Answers> answers_;
  Follower follower_;

  std::vector<Recorded> batch_;    // applied, not on disk
  std::vector<Recorded> durable_;  // on disk
  std::vector<std::pair<Sent, Answered>> unanswered_;
  std::deque<Sent> sent_;
  unsigned chances_to_strike_ = 0;
  std::map<Place, std::optional<Cast>> fresh_;  // of the batch; none: it left
  std::map<Place, Cast> acknowledged_;
  std::set<std::tuple<SubObjectiveId, RoundNumber, Time>> due_;
  std::vector<std::pair<SubObjectiveId, RoundNumber>> closed_;  // with the batch
  Done done_;
};

}  // namespace

Done& Done::operator+=(const Done& other) {
  commands += other.commands;
  refused += other.refused;
  ballots += other.ballots;
  rounds += other.rounds;
  crashes += other.crashes;
  resent += other.resent;
  return *this;
}

Done simulate(const Plan& plan, const Definition& definition, const std::filesystem::path& folder) {
  return World{plan, definition, folder / "simulated.acuerdo"}.run();
}

}  // namespace acuerdo::simulate
