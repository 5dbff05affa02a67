// The room: a workshop's single writer.
//
// Everything that happens to a workshop comes here as a message and is decided in order on one strand, into
// the batch that gathers: at once, also while the batch before it is on its way to the disk. What is said of
// a batch (changes, acknowledgements, answers to newcomers) is encoded from the state as it is when the batch
// is handed over, and sent only when it is durable: nobody is ever shown, or promised, what the journal does
// not hold.
//
//   command ─┐                                     ┌─> journal thread: one transaction
//   hello  ──┼─> take(), touched() ──> gathering ──┤        │ durable
//   ask    ──┘                                     └─> Publication ──> one message to each I/O thread's Hub
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <deque>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "server/limits/people.h"
#include "server/limits/travels.h"
#include "server/room/hub.h"
#include "server/room/signals.h"
#include "server/room/wall_clock.h"
#include "sessions/core/step.h"
#include "sessions/journal/answers.h"
#include "sessions/journal/group_commit.h"
#include "sessions/json/command_message.h"
#include "sessions/views/numbers.h"
#include "sessions/views/similar.h"

namespace acuerdo {

// How often fast-moving numbers are counted for the hubs at most: often, for they tell the newest there are,
// and little beside what telling them costs.
inline constexpr std::chrono::milliseconds kCountEvery{2};

// What may wait in a room for the disk: some seconds of all that thousands of people can send. Beyond it
// commands are refused.
inline constexpr std::size_t kMaxWaiting = 100'000;

// What one batch holds, and is decided in one go: keeps a transaction, and the time nobody else is served, at
// a few tens of milliseconds.
inline constexpr std::size_t kMaxBatch = 2'000;

// Events after which the state is kept anew when nobody waits, and after which it is kept in any case:
// opening then replays a quarter of a second, or a second at most.
inline constexpr std::uint64_t kSnapshotEvery = 50'000;
inline constexpr std::uint64_t kSnapshotAtLast = 200'000;

// How long a round that closes by itself may stay open when the machine wakes up, if nobody says anything.
inline constexpr std::chrono::seconds kDeadlineEvery{1};

// How long until the past is checked again when the disk did not answer.
inline constexpr std::chrono::seconds kPastAgain{10};

// When the room closes, the state is kept for more than these: fewer are replayed faster than it is written.
inline constexpr std::uint64_t kSnapshotAtClosing = 5'000;

// How far back a client can resume: with documents changing every second, some hours.
inline constexpr std::size_t kMaxResume = 16'384;

// Who comes back is told what changed since: up to so many documents one by one, beyond it the snapshot that
// is encoded once for all. So many different moments to go on from are kept encoded.
inline constexpr std::size_t kMaxResumedDocuments = 64;
inline constexpr std::size_t kMaxResumedSequences = 64;

// How long a turn may take to let people in; then the room rests from it half as long as it took, and who
// votes meanwhile is heard.
inline constexpr std::chrono::milliseconds kLettingIn{20};

// A workshop's file, and the folder for the keys of sealed ballots; none: beside the file.
struct WorkshopFiles {
  std::filesystem::path file;
  std::filesystem::path keys = {};
};

// Where a connection lives: which hub, so that the room can reach it.
struct Guest {
  std::shared_ptr<Line> line;
  std::size_t hub = 0;
};

struct Hello {
  Guest guest;
  std::optional<ParticipantId> participant;  // none: a screen
  std::string credential;         // SHA-256 of the token's secret, in hexadecimal; of a screen, the join code
  std::optional<Sequence> since;  // the last it has
  std::string boot;               // of the welcome that `since` was counted under
  std::string pass = {};          // of a screen, which facilitator opened it (screen_pass_of)
};

// Whoever says something, by the token of their hello: it is checked with everything they say, for what comes
// in one piece with a hello comes before it is answered.
struct TokenShown {
  ParticipantId participant{};
  std::shared_ptr<const std::string> credential;  // SHA-256 of the token's secret, in hexadecimal
};

struct GivenCommand {
  Guest guest;
  TokenShown who;
  CommandMessage message;
  std::chrono::steady_clock::time_point came;
};

struct GivenSignal {
  TokenShown who;
  LiveSessionId live_session;
  bool following = false;
};

// A command of the server itself, and who waits for it. Called on the room's strand, when durable.
struct Asked {
  ServerCommand command;
  std::function<void(const std::variant<ParticipantId, Refusal>&)> done;
};

// A look at the state that copies nothing: called on the room's strand. Only for what is not shown to others,
// such as a credential.
struct Glance {
  std::function<void(const Workshop&)> done;
};

// Words somebody is writing: which activities say much the same? Called on the room's strand.
struct Likeness {
  std::string words;
  std::function<void(const std::vector<SimilarActivity>&)> done;
};

class Room : public std::enable_shared_from_this<Room> {
 public:
  // Opens the workshop's file (throws JournalFault) and serves it. `hubs` are the executors of the I/O
  // threads; `files` is where files are read, closed and opened again.
  Room(net::any_io_executor executor, std::vector<net::any_io_executor> hubs, net::any_io_executor files,
       WorkshopFiles where, std::string boot, Metrics& metrics);

  // After it was made, once: expects what is due (rounds that close by themselves), annuls rounds
  // whose ballots nobody can read, and checks the whole chain beside the room's work: opening took what is
  // before the snapshot on trust. A room whose past was altered stops for good.
  void start();

  // From any thread.
  void hello(Hello hello) { give(std::move(hello)); }
  void commands(std::vector<GivenCommand> commands);
  void ask(Asked asked) { give(std::move(asked)); }
  void glance(Glance glance) { give(std::move(glance)); }
  void similar_to(Likeness likeness) { give(std::move(likeness)); }
  void signal(GivenSignal signal) { give(std::move(signal)); }

  // A connection ended. On its I/O thread.
  void bye(const Guest& guest);

  // Takes nothing more, finishes what is under way, keeps a snapshot where it helps, closes the journal and
  // tells everyone; then `done`.
  void close(std::function<void()> done);

  // Of the workshop as it was opened. Titles, institutions and the programme may have been edited since: what
  // they are now, the state says.
  const WorkshopId& id() const { return id_; }
  const Definition& definition() const { return definition_; }
  Sequence opened_at() const { return opened_at_; }

  // As it is now: a facilitator may renew it. Any thread.
  std::string join_code() const;

  // Does the room take what it is given? Not while its journal cannot be opened. Any thread.
  bool serving() const { return serving_; }

  // After which event a fault of the program stopped it for good; nothing when none did. Everything that was
  // acknowledged is in its file. Any thread.
  std::optional<Sequence> broken_after() const {
    const auto sequence = broken_after_.load();
    return sequence == kWhole ? std::nullopt : std::optional{Sequence{sequence}};
  }

  // The workshop's file: what is to be read of it without the room waiting is read from there.
  const std::filesystem::path& file() const { return where_.file; }

 private:
  using Item = std::variant<Hello, GivenCommand, Asked, Glance, Likeness, GivenSignal>;
  struct Batch;

  static constexpr std::uint64_t kWhole = std::numeric_limits<std::uint64_t>::max();

  // Does it; what it throws is a fault of the program, which stops this room and no other.
  template <class Do>
  void guarded(Do work) noexcept;
  void break_down(const std::string& why);
  void give(Item item);
  void take_up(Item item);
  std::size_t waiting() const;
  void go_on();
  void go_on_later();
  std::shared_ptr<Batch> new_batch() const;
  void decide();
  void submit();
  void take_in(Batch& batch, Hello& hello);
  void take_in(Batch& batch, GivenCommand& given);
  void take_in(Batch& batch, Asked& asked);
  void take_in(Batch& batch, Glance& glance);
  void take_in(Batch& batch, Likeness& likeness);
  void take_in(Batch& batch, GivenSignal& given);
  void keep(Batch& batch, Step& step);
  void encode(Batch& batch);
  std::set<DocumentKey> let_travel(const Batch& batch);
  void charge_travel(const Batch& batch, std::size_t bytes);
  void let_in(Batch& batch);
  void let_in(Batch& batch, const Hello& hello);
  void move(Batch& batch, ParticipantId participant);
  void gone(const Hub::Gone& gone);
  void count_guests(Audience audience, int more);
  void see_screens(Batch& batch, const Event& event);
  void see_deadline(const Event& event);
  void expect_closings();
  void annul_unreadable();
  struct Deadline {
    BootClock::time_point at;
    CloseOverdue closing;
    net::steady_timer timer;
    bool asked = false;
  };
  void expect_closing(const SubObjectiveId& place);
  void wait_for(const SubObjectiveId& place, Deadline& deadline);
  void close_what_is_due();
  bool can_resume(Audience audience, const std::optional<Sequence>& since, const std::string& boot) const;
  std::vector<Frame> first_frames(Audience audience, const std::optional<ParticipantId>& participant,
                                  const std::optional<Sequence>& since, const std::string& boot);
  const std::vector<Frame>* missed_since(Audience audience, Sequence since);
  const std::vector<Frame>& snapshot(Audience audience);
  void add_numbers(Batch& batch);
  void publish(const std::shared_ptr<Batch>& batch);
  void committed(const std::shared_ptr<Batch>& batch, const std::exception_ptr& fault);
  void fail(const std::shared_ptr<Batch>& batch, const std::exception_ptr& fault);
  void check_past();
  void check_past_later(const std::string& why);
  void condemn(const std::string& why);
  void stop_for_good();
  void say_goodbye(CloseCode code, const Frame& last);
  void try_to_reopen();
  void try_to_reopen_later(const std::string& why);
  void turn_down(std::span<Item> items, const Refusal& refusal);
  void turn_down_all();
  bool count_due();
  struct Opened;
  static Opened open(const WorkshopFiles& where, Sequence kept);
  void adopt(Opened opened);
  void come_back(Opened opened);
  void let_go_of_file(std::function<void()> then);
  void make_snapshot();
  std::optional<RememberSnapshot> snapshot_kept() const;
  void close_journal();
  void finish();
  Time now();
  void show_code();
  void answer(Batch& batch, const GivenCommand& given, Frame frame);
  void refuse(Batch& batch, const GivenCommand& given, const Refusal& refusal);
  void turn_away(Batch& batch, const Guest& guest, CloseCode code, Frame last);

  net::strand<net::any_io_executor> strand_;
  std::vector<net::any_io_executor> executors_;
  std::vector<std::shared_ptr<Hub>> hubs_;  // each touched on its own I/O thread
  net::any_io_executor files_;
  WorkshopFiles where_;
  std::string boot_;
  Metrics& metrics_;
  WorkshopId id_;
  mutable std::mutex code_mutex_;
  std::string join_code_;
  Definition definition_;
  Sequence opened_at_{};
  std::atomic<bool> serving_{true};
  std::atomic<std::uint64_t> broken_after_{kWhole};

  // All below: on the strand alone.
  Workshop workshop_;
  Numbers numbers_{workshop_};
  Similar similar_;
  Signals signals_;
  std::unique_ptr<GroupCommit> journal_;
  std::unique_ptr<Answers> answers_;
  std::deque<Item> waiting_;                        // what does not fit into the batch that gathers
  std::deque<Hello> newcomers_;                     // who has yet to be let in
  std::chrono::steady_clock::time_point rested_{};  // when letting in goes on
  std::shared_ptr<Batch> gathering_;  // decided, and not yet handed to the journal; none: nothing was
  bool committing_ = false;
  std::exception_ptr unreadable_;  // the file failed while something was decided
  bool faulted_ = false;
  bool condemned_ = false;    // stops for good: its past was altered, or the program failed in it
  std::string_view in_hand_;  // what is being decided, for the log
  std::atomic<bool> closing_ = false;
  std::function<void()> closed_;
  WallClock clock_;
  Sequence kept_{};     // the last that is durable
  Sequence trusted_{};  // opening took what is up to here from a snapshot
  std::uint64_t since_snapshot_ = 0;
  bool making_snapshot_ = false;

  struct Lines {
    std::size_t count = 0;
    Audience audience{};
  };
  std::array<std::size_t, kAudiences.size()> guests_{};          // connections of each audience
  std::map<ParticipantId, Lines> lines_of_;                      // connections of each participant
  std::array<std::vector<Frame>, kAudiences.size()> snapshots_;  // encoded, until a document changes
  // What who comes back has missed, by the last they have; none: more than is told one by one.
  std::array<std::map<Sequence, std::optional<std::vector<Frame>>>, kAudiences.size()> resumed_;

  std::deque<std::pair<Sequence, std::set<DocumentKey>>> recent_;  // what changed, for resuming
  Sequence resumable_since_{};                                     // nothing before is in recent_

  std::map<SubObjectiveId, Deadline> deadlines_;  // of open rounds that close by themselves

  bool numbers_touched_ = false;
  std::chrono::steady_clock::time_point counted_{};  // last
  bool count_expected_ = false;
  net::steady_timer count_;
  net::steady_timer letting_in_;
  net::steady_timer reopen_;
  net::steady_timer past_;

  People people_;    // what their commands cost
  Travels travels_;  // documents that wait for their turn
  net::steady_timer travel_;
};

}  // namespace acuerdo
