#include "tests/journal/kept_workshop.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace acuerdo {
namespace {

template <class Work>
std::string fault_of(Work work) {
  try {
    work();
    return {};
  } catch (const JournalFault& fault) {
    return fault.what();
  }
}

}  // namespace

std::vector<Recorded> keep_a_morning(const std::filesystem::path& file) {
  ModelCase room;
  const auto elena = room.facilitator();
  const auto ana = room.delegate("mdi", "Ana Paredes");
  const auto luis = room.delegate("pn", "Luis Salas");
  room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  room.lead_to(elena, Stage::proposing);
  room.must(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Iluminar los parques"}}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(luis, AddComment{ModelCase::kMap, {{"es", "¿Con qué recursos?"}}});
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  room.must(ana, ballot(ModelCase::kMap, 1, "join_with_reservation", "Con presupuesto"));
  room.must(luis, ballot(ModelCase::kMap, 1, "join"));
  room.must(luis, ballot(ModelCase::kNeighbourhoods, 1, "object", "Falta un protocolo"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_with_reservations, ""});
  keep(file, room.journal);
  return room.journal;
}

void keep(const std::filesystem::path& file, std::span<const Recorded> events) {
  open_sqlite_journal(file).journal->append(events);
}

void keep_with_snapshot(const std::filesystem::path& file) {
  auto opened = open_sqlite_journal(file);
  const auto kept = keep_snapshot(file);
  if (!kept) return;
  const auto step = take(opened.workshop, {kTheWorkshop, Time{}}, ServerCommand{*kept});
  opened.journal->append(step.recorded);
  adopt_snapshot(file);
}

void tamper(const std::filesystem::path& file, const std::string& sql) {
  SQLite::Database database{file.string(), SQLite::OPEN_READWRITE, 5'000};
  database.exec(sql);
}

std::string ask(const std::filesystem::path& file, const std::string& sql) {
  SQLite::Database database{file.string(), SQLite::OPEN_READONLY, 5'000};
  return database.execAndGet(sql).getString();
}

std::string fault_of_opening(const std::filesystem::path& file) {
  return fault_of([&] { open_sqlite_journal(file); });
}
std::string fault_of_checking(const std::filesystem::path& file) {
  return fault_of([&] { check_sqlite_journal(file); });
}

}  // namespace acuerdo
