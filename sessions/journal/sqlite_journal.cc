#include "sessions/journal/sqlite_journal.h"

#include <fmt/format.h>

#include "sessions/journal/ballot_keys.h"
#include "sessions/journal/database.h"
#include "sessions/journal/durable_file.h"
#include "sessions/journal/holder.h"
#include "sessions/journal/reading.h"
#include "sessions/journal/record.h"
#include "sessions/json/event_text.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

class SqliteJournal final : public Journal {
 public:
  SqliteJournal(fs::path file, const fs::path& keys, std::unique_ptr<Holder> holder,
                std::unique_ptr<SQLite::Database> database, Sequence last, const Hash& head)
      : file_{std::move(file)},
        holder_{std::move(holder)},
        database_{std::move(database)},
        record_{*database_},
        keys_{file_, keys},
        insert_{*database_, "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
        last_{last},
        head_{head} {
    guarded(file_, [&] { mark_served(*database_); });
  }

  // A file that failed, or is another one by now, is left as it is.
  ~SqliteJournal() override {
    if (broken_) return;
    try {
      mark_at_rest(*database_);
    } catch (const std::exception&) {
      // Then `check` says that something may be missing, until it was opened once more.
    }
  }

  void append(std::span<const Recorded> events) override {
    if (broken_) fail(file_, "it failed before; it must be opened anew.");
    // Until it is done, a fault anywhere leaves it broken.
    broken_ = true;
    auto last = last_;
    auto head = head_;
    guarded(file_, [&] {
      SQLite::Transaction transaction{*database_, SQLite::TransactionBehavior::IMMEDIATE};
      for (const auto& recorded : events) {
        if (recorded.happening.sequence != next(last)) {
          fail(file_, fmt::format("event {} does not follow event {}.", number(recorded.happening.sequence),
                                  number(last)));
        }
        make_key(recorded.event);
        const auto sealed = keys_.sealed(recorded);
        const auto& written = sealed ? *sealed : recorded;
        head = insert(written, head);
        record_.write(written);
        last = recorded.happening.sequence;
      }
      transaction.commit();
    });
    if (!holder_->in_place()) {
      throw PassingFault(
          fmt::format("{} was moved or deleted while it was written. Put it back, with the files beside it.",
                      file_.string()));
    }
    for (const auto& recorded : events) destroy_key(recorded.event);
    last_ = last;
    head_ = head;
    broken_ = false;
  }

  Hash head() const override { return head_; }

 private:
  // Before the round is on disk, so that none is ever without its key.
  void make_key(const Event& event) {
    const auto* opened = std::get_if<RoundOpened>(&event);
    if (opened && opened->settings.ballots != Ballots::named)
      keys_.make(opened->sub_objective, opened->round);
  }

  // After what closes the round is.
  void destroy_key(const Event& event) {
    if (const auto* closed = std::get_if<RoundClosed>(&event))
      keys_.destroy(closed->sub_objective, closed->round);
    if (const auto* annulled = std::get_if<RoundAnnulled>(&event))
      keys_.destroy(annulled->sub_objective, annulled->round);
  }

  Hash insert(const Recorded& recorded, const Hash& previous) {
    const auto& happening = recorded.happening;
    const auto data = event_fields(recorded.event);
    const Link link{number(happening.sequence),
                    happening.at.time_since_epoch().count(),
                    number(happening.actor),
                    kind_of(recorded.event),
                    happening.command ? std::string_view{happening.command->value} : std::string_view{},
                    data};
    const auto hash = chain_.next(previous, link);
    insert_.reset();
    insert_.bind(1, static_cast<std::int64_t>(link.sequence));
    insert_.bind(2, link.at);
    insert_.bind(3, static_cast<std::int64_t>(link.actor));
    insert_.bind(4, std::string{link.kind});
    if (happening.command) {
      insert_.bind(5, happening.command->value);
    } else {
      insert_.bind(5);
    }
    insert_.bind(6, data);
    bind_hash(insert_, 7, previous);
    bind_hash(insert_, 8, hash);
    insert_.exec();
    return hash;
  }

  fs::path file_;
  std::unique_ptr<Holder>
      holder_;  // outlives the database: letting go of the file lets go of SQLite's locks too
  std::unique_ptr<SQLite::Database> database_;
  Record record_;
  BallotKeys keys_;
  SQLite::Statement insert_;
  Chain chain_;
  Sequence last_;
  Hash head_;
  bool broken_ = false;
};

// Keys of rounds that closed as the process ended.
void destroy_left_over(const Workshop& workshop, BallotKeys& keys) {
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    for (const auto& round : sub_objective.rounds) {
      if (!round.named() && !round.open()) keys.destroy(id, round.number);
    }
  }
}

bool sealed_round_open(const Workshop& workshop) {
  return std::ranges::any_of(workshop.sub_objectives, [](const auto& entry) {
    const auto* round = open_round(entry.second);
    return round && !round->named();
  });
}

}  // namespace

OpenedJournal open_sqlite_journal(const fs::path& file, const fs::path& keys_folder) {
  auto holder = std::make_unique<Holder>(file);
  return guarded(file, [&]() -> OpenedJournal {
    auto database = open_to_write(file);
    BallotKeys keys{file, keys_folder};
    auto state = state_at_end(*database, file, From::snapshot, &keys);
    destroy_left_over(state.workshop, keys);
    auto journal = std::make_unique<SqliteJournal>(file, keys_folder, std::move(holder), std::move(database),
                                                   state.workshop.sequence, state.head);
    return {std::move(journal), std::move(state.workshop), std::move(state.commands), std::move(state.sealed),
            state.trusted};
  });
}

ReadJournal read_sqlite_journal(const fs::path& file, Trust trust, std::optional<Sequence> until) {
  return guarded(file, [&]() -> ReadJournal {
    const auto database = open_to_read(file);
    SQLite::Transaction one_moment{*database};
    check_schema(*database, file);
    auto state =
        until ? state_after(*database, file, *until)
              : state_at_end(*database, file, trust == Trust::snapshot ? From::snapshot : From::first_event);
    ReadJournal read{std::move(state.workshop), state.head, {}, {}, {}};
    add_told(*database, read);
    return read;
  });
}

void check_chain(const fs::path& file, Sequence until, const std::function<bool()>& leave) {
  struct Left {};
  try {
    guarded(file, [&] {
      const auto database = open_to_read(file);
      SQLite::Transaction one_moment{*database};
      read_links(*database, file, Sequence{}, genesis(), [&](const Link& link, const Hash&) {
        if (link.sequence >= number(until) || leave()) throw Left{};
      });
    });
  } catch (const Left&) {
  }
}

std::optional<RememberSnapshot> keep_snapshot(const fs::path& file) {
  return guarded(file, [&]() -> std::optional<RememberSnapshot> {
    const auto database = open_to_read(file);
    SQLite::Transaction one_moment{*database};
    const auto state = state_at_end(*database, file, From::snapshot);
    if (sealed_round_open(state.workshop)) return {};
    const auto bytes = encode(state);
    write_durably(next_snapshot_of(file), bytes);
    return RememberSnapshot{state.workshop.sequence, to_hex(Chain{}.digest(bytes))};
  });
}

void adopt_snapshot(const fs::path& file) {
  std::error_code ignored;  // until the next one it is found where it waits
  fs::rename(next_snapshot_of(file), snapshot_of(file), ignored);
}

}  // namespace acuerdo
