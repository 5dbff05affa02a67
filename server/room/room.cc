#include "server/room/room.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <cassert>

#include "server/identity/token.h"
#include "server/room/frames.h"
#include "sessions/journal/sqlite_journal.h"

namespace acuerdo {

// What was decided of the items that waited, up to the next commit.
struct Room::Batch {
  std::size_t taken = 0;  // items
  std::vector<Recorded> events;
  Touched touched;
  Sequence first{};                            // of its events
  std::map<ParticipantId, std::size_t> wrote;  // documents that changed, by who changed them
  std::vector<ParticipantId> changed_role;
  std::set<ParticipantId> changed_credentials;
  std::vector<ParticipantId> merged;
  std::optional<ScreensOut> screens_out;
  std::shared_ptr<Publication> publication = std::make_shared<Publication>();
  std::vector<std::function<void()>> after;  // on the strand, when durable
  std::vector<std::function<void(const Refusal&)>> or_else;
  Sequence last{};  // of its events
  Metrics::Counts done{};
};

// A workshop's file, opened.
struct Room::Opened {
  Workshop workshop;
  std::unique_ptr<Answers> answers;
  std::unique_ptr<GroupCommit> journal;
  Sequence trusted{};
};

namespace {

const Refusal kUnavailable{
    RefusalCode::unavailable, "",
    "The server cannot keep anything at this moment; it tries again by itself. Send this again later."};

constexpr const char* kStopped =
    "This workshop has stopped; whoever runs the server finds the reason in its log. What was recorded is "
    "kept.";

const Refusal kUnknownToken{RefusalCode::token, "", "This token is not known here; join again."};

const Refusal kTooFast{RefusalCode::rate, "",
                       "You give too many commands at once; wait a second and send it again."};

const Refusal kTooMuch{
    RefusalCode::rate, "",
    "What you write reaches everybody, and is more than they can receive; wait some seconds "
    "and send it again."};

const Refusal kCrowded{RefusalCode::rate, "",
                       "More came at once than can be kept in a second; wait a little and send this again."};

const Frame& by_link() {
  static const auto last =
      frames::closing("token", "Nobody comes in here by the code alone: a facilitator opens the screen.");
  return last;
}

// The end of the boot that a welcome tells.
std::string seen_as(Audience audience) { return fmt::format(".{}", name_of(audience)); }

std::vector<std::string> good_hashes(const Participant& participant) {
  std::vector<std::string> hashes;
  for (const auto& credential : participant.credentials) hashes.push_back(credential.hash);
  return hashes;
}

bool concerns(Audience audience, const DocumentKey& document) {
  if (audience == Audience::facilitators) return true;
  if (audience == Audience::door) return document == "workshop";
  return !document.starts_with("participant/");
}

// Does the audience see any of these documents?
bool concerns(Audience audience, const std::set<DocumentKey>& documents) {
  return std::ranges::any_of(documents, [&](const DocumentKey& one) { return concerns(audience, one); });
}

// What the audience sees of the documents that changed since; nothing where they are more than is worth
// telling one by one.
std::optional<std::set<DocumentKey>> changed_since(
    const std::deque<std::pair<Sequence, std::set<DocumentKey>>>& recent, Sequence since, Audience audience) {
  std::set<DocumentKey> all;
  for (auto change = recent.rbegin(); change != recent.rend() && change->first > since; ++change) {
    for (const auto& document : change->second) {
      if (concerns(audience, document)) all.insert(document);
    }
    if (all.size() > kMaxResumedDocuments) return {};
  }
  return all;
}

}  // namespace

Room::Room(net::any_io_executor executor, std::vector<net::any_io_executor> hubs, net::any_io_executor files,
           WorkshopFiles where, std::string boot, Metrics& metrics)
    : strand_{net::make_strand(executor)},
      executors_{std::move(hubs)},
      files_{std::move(files)},
      where_{std::move(where)},
      boot_{std::move(boot)},
      metrics_{metrics},
      count_{strand_},
      letting_in_{strand_},
      reopen_{strand_},
      past_{strand_},
      travel_{strand_} {
  for (std::size_t place = 0; place < executors_.size(); ++place)
    hubs_.push_back(std::make_shared<Hub>(executors_[place], place, metrics_));
  adopt(open(where_, Sequence{}));
  id_ = workshop_.id;
  opened_at_ = workshop_.sequence;
  definition_ = workshop_.definition;
}

// It may wait for another program that holds the file: once the room serves people, not on its strand.
Room::Opened Room::open(const WorkshopFiles& where, Sequence kept) {
  const auto& file = where.file;
  auto opened = open_sqlite_journal(file, where.keys);
  if (opened.workshop.sequence < kept) {
    throw JournalFault(
        fmt::format("{} ends with event {}, and event {} was acknowledged: put the right file back.",
                    file.string(), number(opened.workshop.sequence), number(kept)));
  }
  return {std::move(opened.workshop), std::make_unique<Answers>(file, opened.commands, opened.sealed),
          std::make_unique<GroupCommit>(std::move(opened.journal)), opened.trusted};
}

void Room::adopt(Opened opened) {
  kept_ = opened.workshop.sequence;
  answers_ = std::move(opened.answers);
  workshop_ = std::move(opened.workshop);
  numbers_ = Numbers{workshop_};
  trusted_ = opened.trusted;
  journal_ = std::move(opened.journal);
  resumable_since_ = workshop_.sequence;
  travels_.clear();
  show_code();
}

void Room::show_code() {
  const std::lock_guard lock{code_mutex_};
  join_code_ = workshop_.join_code;
}

std::string Room::join_code() const {
  const std::lock_guard lock{code_mutex_};
  return join_code_;
}

template <class Do>
void Room::guarded(Do work) noexcept {
  try {
    work();
  } catch (const std::exception& why) {
    break_down(why.what());
  } catch (...) {
    break_down("something that is no exception of the library's was thrown");
  }
}

// The state in memory may be anything now. It is not tried again: the same command would do the same. What
// was acknowledged is in the file; who restarts the server opens that.
void Room::break_down(const std::string& why) {
  spdlog::critical(
      "workshop {}: a fault of the program stopped it after event {}{}{}: {}. What was acknowledged is kept; "
      "the other "
      "workshops go on. Please report this with the file; a restart opens it as of that event.",
      id_.value, number(kept_), in_hand_.empty() ? "" : ", deciding ", in_hand_, why);
  metrics_.could_not_keep();
  broken_after_ = number(kept_);
  serving_ = false;
  const bool again = std::exchange(condemned_, true);
  if (again || committing_) return;  // it stops when what is on its way is on disk
  try {
    stop_for_good();
  } catch (const std::exception& further) {
    spdlog::critical("workshop {}: and could not tell everybody: {}", id_.value, further.what());
  }
}

void Room::give(Item item) {
  net::post(strand_, [self = shared_from_this(), item = std::move(item)]() mutable {
    self->guarded([&] {
      self->take_up(std::move(item));
      self->go_on();
    });
  });
}

void Room::commands(std::vector<GivenCommand> commands) {
  net::post(strand_, [self = shared_from_this(), commands = std::move(commands)]() mutable {
    self->guarded([&] {
      for (auto& command : commands) self->take_up(std::move(command));
      self->go_on();
    });
  });
}

void Room::take_up(Item item) {
  if (faulted_ || closing_) return turn_down({&item, 1}, kUnavailable);
  if (waiting() >= kMaxWaiting) return turn_down({&item, 1}, kCrowded);
  waiting_.push_back(std::move(item));
  metrics_.waiting(1);
}

std::size_t Room::waiting() const {
  return waiting_.size() + newcomers_.size() + (gathering_ ? gathering_->taken : 0);
}

void Room::go_on() {
  if (faulted_ || closing_ || condemned_) return;
  decide();
  if (committing_) return;
  if (unreadable_) return fail(new_batch(), unreadable_);
  submit();
  go_on_later();
}

void Room::go_on_later() {
  if (waiting_.empty()) return;
  net::post(strand_, [self = shared_from_this()] { self->guarded([&] { self->go_on(); }); });
}

std::shared_ptr<Room::Batch> Room::new_batch() const {
  auto batch = std::make_shared<Batch>();
  batch->publication->shares.resize(hubs_.size());
  return batch;
}

// To know whether a command was answered before the file is asked, which may not be readable now.
void Room::decide() try {
  close_what_is_due();
  if (waiting_.empty() || unreadable_) return;
  if (!gathering_) gathering_ = new_batch();
  while (gathering_->taken < kMaxBatch && !waiting_.empty()) {
    auto item = std::move(waiting_.front());
    waiting_.pop_front();
    ++gathering_->taken;
    std::visit([&](auto& kind) { take_in(*gathering_, kind); }, item);
  }
  in_hand_ = {};
} catch (const JournalFault&) {
  unreadable_ = std::current_exception();
}

void Room::submit() {
  const auto batch = gathering_ ? std::exchange(gathering_, nullptr) : new_batch();
  metrics_.waiting(-static_cast<double>(batch->taken));
  encode(*batch);
  if (batch->events.empty()) return publish(batch);
  committing_ = true;
  batch->last = workshop_.sequence;
  auto events = std::move(batch->events);
  batch->events.clear();
  const auto count = events.size();
  const auto start = std::chrono::steady_clock::now();
  journal_->commit(std::move(events), [self = shared_from_this(), batch, count,
                                       start](const std::exception_ptr& fault) {
    if (!fault) self->metrics_.committed(count, std::chrono::steady_clock::now() - start);
    net::post(self->strand_, [self, batch, fault] { self->guarded([&] { self->committed(batch, fault); }); });
  });
}

void Room::take_in(Batch&, Hello& hello) {
  newcomers_.push_back(std::move(hello));
  metrics_.waiting(1);
}

void Room::take_in(Batch& batch, GivenCommand& given) {
  const auto& [id, command] = given.message;
  in_hand_ = std::visit([](const auto& kind) { return std::decay_t<decltype(kind)>::kKind; }, command);
  const auto at = now();
  const auto* participant = known(workshop_, given.who.participant, *given.who.credential, at);
  if (!participant) return refuse(batch, given, kUnknownToken);
  // Who was there twice acts as the one they are; what they had sent was answered under the number they had.
  if (const auto before = answers_->find(given.who.participant, id))
    return answer(batch, given, frames::acknowledged(id, *before));
  const auto actor = participant->id;
  const bool leads = participant->role == Role::facilitator;
  if (const auto pace = people_.takes(actor, given.came, leads); pace != People::Answer::go) {
    const bool fast = pace == People::Answer::too_fast;
    metrics_.turned_away(fast ? Limit::commands : Limit::travel);
    return refuse(batch, given, fast ? kTooFast : kTooMuch);
  }
  auto step = take(workshop_, {actor, at}, id, command);
  if (step.refusal) return refuse(batch, given, *step.refusal);
  const auto created = step.recorded.empty() ? 0 : created_by(step.recorded.back().event);
  keep(batch, step);
  ++batch.done[command.index()];
  answer(batch, given, frames::acknowledged(id, {workshop_.sequence, at, created}));
}

void Room::take_in(Batch& batch, Asked& asked) {
  in_hand_ = std::visit([](const auto& kind) { return std::decay_t<decltype(kind)>::kKind; }, asked.command);
  auto step = take(workshop_, {kTheWorkshop, now()}, asked.command);
  std::variant<ParticipantId, Refusal> result = ParticipantId{};
  if (step.refusal) {
    result = *step.refusal;
  } else if (!step.recorded.empty()) {
    if (const auto* joined = std::get_if<ParticipantJoined>(&step.recorded.back().event))
      result = joined->participant;
    if (const auto* added = std::get_if<CredentialAdded>(&step.recorded.back().event))
      result = added->participant;
  }
  keep(batch, step);
  batch.or_else.push_back([done = asked.done](const Refusal& refusal) { done(refusal); });
  batch.after.push_back([done = std::move(asked.done), result] { done(result); });
}

void Room::take_in(Batch&, Glance& glance) { glance.done(workshop_); }

void Room::take_in(Batch& batch, Likeness& likeness) {
  batch.or_else.push_back([done = likeness.done](const Refusal&) { done({}); });
  batch.after.push_back(
      [done = std::move(likeness.done), found = similar_.to(likeness.words, workshop_)] { done(found); });
}

void Room::take_in(Batch&, GivenSignal& given) {
  const auto* participant = known(workshop_, given.who.participant, *given.who.credential, now());
  if (participant && signals_.take(workshop_, {participant->id, given.live_session, given.following}))
    numbers_touched_ = true;
}

void Room::keep(Batch& batch, Step& step) {
  for (auto& recorded : step.recorded) {
    numbers_.see(workshop_, recorded.event);
    if (signals_.see(workshop_, recorded.event)) numbers_touched_ = true;
    see_deadline(recorded.event);
    auto change = touched(workshop_, recorded);
    if (batch.first == Sequence{}) batch.first = recorded.happening.sequence;
    if (!change.documents.empty()) {
      recent_.emplace_back(recorded.happening.sequence, change.documents);
      if (recorded.happening.actor != kTheWorkshop)
        batch.wrote[recorded.happening.actor] += change.documents.size();
    }
    if (recent_.size() > kMaxResume) {
      resumable_since_ = recent_.front().first;
      recent_.pop_front();
    }
    if (const auto* role = std::get_if<RoleChanged>(&recorded.event))
      batch.changed_role.push_back(role->participant);
    if (const auto* merged = std::get_if<ParticipantsMerged>(&recorded.event))
      batch.merged.push_back(merged->participant);
    if (const auto* added = std::get_if<CredentialAdded>(&recorded.event))
      batch.changed_credentials.insert(added->participant);
    if (const auto* idle = std::get_if<IdleRemoved>(&recorded.event))
      batch.changed_credentials.insert(idle->participants.begin(), idle->participants.end());
    see_screens(batch, recorded.event);
    if (const auto* gone = std::get_if<TokensWithdrawn>(&recorded.event))
      batch.changed_credentials.insert(gone->participant);
    batch.touched.add(change);
    answers_->add(recorded);
    batch.events.push_back(std::move(recorded));
  }
}

// A code that is good for nothing any more ends every screen; one that lets nobody in, those that came by it.
void Room::see_screens(Batch& batch, const Event& event) {
  static const auto renewed =
      frames::closing("token", "The workshop has another join code: a facilitator opens the screen again.");
  const bool all = batch.screens_out && batch.screens_out->all;
  if (std::holds_alternative<JoinCodeRenewed>(event)) {
    batch.screens_out = {true, renewed};
    batch.after.push_back([self = shared_from_this()] { self->show_code(); });
  } else if (const auto* set = std::get_if<AdmissionSet>(&event);
             set && set->admission != Admission::open && !all) {
    batch.screens_out = {false, by_link()};
  }
}

void Room::see_deadline(const Event& event) {
  if (const auto* opened = std::get_if<RoundOpened>(&event)) expect_closing(opened->sub_objective);
  if (const auto* set = std::get_if<DeadlineSet>(&event)) expect_closing(set->sub_objective);
  if (const auto* closed = std::get_if<RoundClosed>(&event)) expect_closing(closed->sub_objective);
  if (const auto* annulled = std::get_if<RoundAnnulled>(&event)) expect_closing(annulled->sub_objective);
}

void Room::expect_closings() {
  deadlines_.clear();
  for (const auto& [place, _] : workshop_.sub_objectives) expect_closing(place);
}

void Room::annul_unreadable() {
  for (const auto& [place, sub_objective] : workshop_.sub_objectives) {
    const auto* round = open_round(sub_objective);
    if (round && round->unreadable) ask({AnnulUnreadable{place, round->number}, [](const auto&) {}});
  }
}

// What is left is counted by a clock that nobody sets and that does not sleep: a clock put forward closes no
// round early, and a closed lid keeps none open. After a restart it is what the clock says; what is overdue
// closes at once.
void Room::expect_closing(const SubObjectiveId& place) {
  deadlines_.erase(place);
  const auto* round = open_round(*find(workshop_, place));
  if (!round || !round->closes_at) return;
  const auto left = std::max(*round->closes_at - now(), std::chrono::milliseconds{0});
  const auto [deadline, _] =
      deadlines_.insert_or_assign(place, Deadline{BootClock::now() + left,
                                                  {place, round->number, *round->closes_at},
                                                  net::steady_timer{strand_}});
  wait_for(place, deadline->second);
}

// A timer stands still while the machine sleeps: it is asked again each second.
void Room::wait_for(const SubObjectiveId& place, Deadline& deadline) {
  const auto left = std::max<BootClock::duration>(deadline.at - BootClock::now(), BootClock::duration{0});
  deadline.timer.expires_after(std::min<BootClock::duration>(left, kDeadlineEvery));
  deadline.timer.async_wait([room = weak_from_this(), place](const boost::system::error_code& error) {
    const auto self = error ? nullptr : room.lock();
    if (!self) return;
    self->guarded([&] {
      const auto waiting = self->deadlines_.find(place);
      if (waiting == self->deadlines_.end()) return;
      if (BootClock::now() < waiting->second.at) return self->wait_for(place, waiting->second);
      self->go_on();
    });
  });
}

// Before anything is decided: what comes after a round's time is too late, whatever the timer has yet to say.
void Room::close_what_is_due() {
  if (deadlines_.empty()) return;
  const auto boot = BootClock::now();
  for (auto& [_, deadline] : deadlines_) {
    if (deadline.at > boot || std::exchange(deadline.asked, true)) continue;
    waiting_.push_front(Asked{deadline.closing, [](const auto&) {}});
    metrics_.waiting(1);
  }
}

// Of what changed, what is told now. What waits is told in a batch of its own, when nothing else comes.
std::set<DocumentKey> Room::let_travel(const Batch& batch) {
  const auto length = [&](const DocumentKey& key) {
    const auto one = document(workshop_, Audience::facilitators, key);
    return one ? one->dump().size() : 0;
  };
  auto documents =
      travels_.let_go(batch.touched.documents, batch.first, std::chrono::steady_clock::now(), length);
  if (const auto next = travels_.next()) {
    travel_.expires_at(*next);
    travel_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
      if (!error) self->guarded([&] { self->go_on(); });
    });
  }
  return documents;
}

// Each who wrote is charged with their share of what everybody is sent.
void Room::charge_travel(const Batch& batch, std::size_t bytes) {
  const auto now = std::chrono::steady_clock::now();
  std::size_t all = 0;
  for (const auto& [_, documents] : batch.wrote) all += documents;
  if (all == 0 || bytes < kLongDocument) return;
  for (const auto& [person, documents] : batch.wrote) {
    people_.travelled(
        person, static_cast<double>(bytes) * static_cast<double>(documents) / static_cast<double>(all), now);
  }
}

void Room::encode(Batch& batch) {
  auto& publication = *batch.publication;
  const auto documents = let_travel(batch);
  const auto told = travels_.told(workshop_.sequence);
  for (const auto audience : kAudiences) {
    if (concerns(audience, batch.touched.documents)) {
      snapshots_[place_of(audience)].clear();
      resumed_[place_of(audience)].clear();
    }
    if (guests_[place_of(audience)] > 0 && concerns(audience, documents))
      publication.changes[place_of(audience)] = frames::change(workshop_, audience, documents, told);
  }
  std::size_t bytes = 0;
  for (const auto& frame : publication.changes[place_of(Audience::floor)]) bytes += frame->size();
  charge_travel(batch, bytes);
  for (const auto& [participant, changed] : batch.touched.personal) {
    if (!lines_of_.contains(participant)) continue;
    for (auto& frame : frames::mine(workshop_, participant, changed))
      publication.personal.emplace_back(participant, std::move(frame));
  }
  for (const auto participant : batch.changed_role) move(batch, participant);
  for (const auto participant : batch.changed_credentials) {
    static const auto last = frames::closing("token", "Your token was withdrawn; join again.");
    if (lines_of_.contains(participant))
      publication.withdrawn.push_back({participant, good_hashes(*find(workshop_, participant)), last});
  }
  // Whom they came in as is no more: they come again by the same token, as the one they are.
  for (const auto participant : batch.merged) {
    static const auto again =
        frames::closing("again", "You are in already; come in again as the same participant.");
    if (lines_of_.contains(participant))
      publication.withdrawn.push_back({participant, {}, again, CloseCode::again});
  }
  publication.screens_out = batch.screens_out;
  let_in(batch);
  numbers_touched_ = numbers_touched_ || batch.touched.numbers;
  add_numbers(batch);
  since_snapshot_ += batch.events.size();
}

// Who comes back is told what is theirs, one by one: hundreds who come at once, as after an access point's
// fall, come in over several turns.
void Room::let_in(Batch& batch) {
  if (newcomers_.empty()) return;
  const auto start = std::chrono::steady_clock::now();
  auto now = start;
  if (start >= rested_) {
    const auto before = newcomers_.size();
    while (!newcomers_.empty() && now - start < kLettingIn) {
      let_in(batch, newcomers_.front());
      newcomers_.pop_front();
      now = std::chrono::steady_clock::now();
    }
    metrics_.waiting(static_cast<double>(newcomers_.size()) - static_cast<double>(before));
    rested_ = now + (now - start) / 2;
  }
  if (newcomers_.empty()) return;
  letting_in_.expires_at(rested_);
  letting_in_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
    if (!error) self->guarded([&] { self->go_on(); });
  });
}

void Room::let_in(Batch& batch, const Hello& hello) {
  auto audience = Audience::screen;
  auto who = hello.participant;
  auto credential = hello.credential;
  if (who) {
    const auto* participant = known(workshop_, *who, hello.credential, now());
    if (!participant) {
      static const auto unknown = frames::closing("token", "This token is not known here; join again.");
      return turn_away(batch, hello.guest, CloseCode::token, unknown);
    }
    who = participant->id;
    audience = audience_of(participant->role);
    auto& lines = lines_of_[*who];
    ++lines.count;
    lines.audience = audience;
  } else if (hello.credential != workshop_.join_code) {
    static const auto unknown = frames::closing("token", "This join code is not known here.");
    return turn_away(batch, hello.guest, CloseCode::token, unknown);
  } else if (opened_by_facilitator(workshop_, hello.pass, now())) {
    credential = hello.pass;
  } else if (workshop_.admission != Admission::open) {
    // Else who waits at the door, or was removed, would look in through the screen.
    return turn_away(batch, hello.guest, CloseCode::token, by_link());
  } else {
    credential.clear();
  }
  count_guests(audience, 1);
  batch.publication->shares[hello.guest.hub].newcomers.push_back(
      {hello.guest.line, audience, who, std::move(credential),
       first_frames(audience, who, hello.since, hello.boot)});
}

void Room::move(Batch& batch, ParticipantId participant) {
  const auto lines = lines_of_.find(participant);
  if (lines == lines_of_.end()) return;
  auto& [count, audience] = lines->second;
  count_guests(audience, -static_cast<int>(count));
  audience = audience_of(find(workshop_, participant)->role);
  count_guests(audience, static_cast<int>(count));
  batch.publication->moved.push_back({participant, audience, first_frames(audience, participant, {}, {})});
}

void Room::gone(const Hub::Gone& gone) {
  auto audience = Audience::screen;
  if (gone.participant) {
    const auto lines = lines_of_.find(*gone.participant);
    audience = lines->second.audience;
    if (--lines->second.count == 0) lines_of_.erase(lines);
  }
  count_guests(audience, -1);
}

void Room::count_guests(Audience audience, int more) {
  guests_[place_of(audience)] += static_cast<std::size_t>(more);
  metrics_.connected(audience, more);
}

// What a client has seen is a sequence and the audience it was seen under: whoever was let in meanwhile lacks
// what nobody at the door is shown. After a restart only who missed nothing before it can go on: of what came
// before we remember no changes.
bool Room::can_resume(Audience audience, const std::optional<Sequence>& since,
                      const std::string& boot) const {
  if (!since || !boot.ends_with(seen_as(audience))) return false;
  if (boot != boot_ + seen_as(audience)) return *since == resumable_since_;
  return *since >= resumable_since_ && *since <= workshop_.sequence;
}

std::vector<Frame> Room::first_frames(Audience audience, const std::optional<ParticipantId>& participant,
                                      const std::optional<Sequence>& since, const std::string& boot) {
  const auto* missed = can_resume(audience, since, boot) ? missed_since(audience, *since) : nullptr;
  std::vector<Frame> first{
      frames::welcome(boot_ + seen_as(audience), now(), audience, participant, missed != nullptr)};
  const auto add = [&](const std::vector<Frame>& frames) {
    first.insert(first.end(), frames.begin(), frames.end());
  };
  add(missed ? *missed : snapshot(audience));
  first.push_back(frames::numbers(workshop_, numbers_, signals_, audience, workshop_.sequence));
  if (participant) add(frames::mine(workshop_, *participant));
  return first;
}

// Encoded once for all who left at the same moment.
const std::vector<Frame>* Room::missed_since(Audience audience, Sequence since) {
  auto& kept = resumed_[place_of(audience)];
  if (const auto known = kept.find(since); known != kept.end())
    return known->second ? &*known->second : nullptr;
  if (kept.size() >= kMaxResumedSequences) kept.clear();
  const auto changed = changed_since(recent_, since, audience);
  const auto [made, _] = kept.emplace(
      since, changed ? std::optional{frames::change(workshop_, audience, *changed, workshop_.sequence)}
                     : std::nullopt);
  return made->second ? &*made->second : nullptr;
}

const std::vector<Frame>& Room::snapshot(Audience audience) {
  auto& kept = snapshots_[place_of(audience)];
  if (kept.empty()) kept = frames::snapshot(workshop_, audience);
  return kept;
}

void Room::add_numbers(Batch& batch) {
  if (!count_due()) return;
#ifdef ACUERDO_DEBUG
  assert(numbers_ == Numbers{workshop_});
#endif
  numbers_touched_ = false;
  counted_ = std::chrono::steady_clock::now();
  for (const auto audience : kAudiences) {
    if (guests_[place_of(audience)] > 0)
      batch.publication->numbers[place_of(audience)] =
          frames::numbers(workshop_, numbers_, signals_, audience, travels_.told(workshop_.sequence));
  }
}

// If not yet, it is done when it is.
bool Room::count_due() {
  if (!numbers_touched_) return false;
  if (std::chrono::steady_clock::now() >= counted_ + kCountEvery) return true;
  if (std::exchange(count_expected_, true)) return false;
  count_.expires_at(counted_ + kCountEvery);
  count_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
    self->count_expected_ = false;
    if (!error) self->guarded([&] { self->go_on(); });
  });
  return false;
}

void Room::publish(const std::shared_ptr<Batch>& batch) {
  metrics_.done(batch->done);
  for (auto& done : batch->after) done();
  const std::shared_ptr<const Publication> publication = batch->publication;
  for (std::size_t place = 0; place < hubs_.size(); ++place) {
    net::post(executors_[place], [self = shared_from_this(), place, publication] {
      try {
        const auto ended = self->hubs_[place]->publish(*publication);
        if (ended.empty()) return;
        net::post(self->strand_, [self, ended] {
          for (const auto& newcomer : ended) self->gone(newcomer);
        });
      } catch (const std::exception& fault) {
        net::post(self->strand_, [self, why = std::string{fault.what()}] { self->break_down(why); });
      }
    });
  }
}

void Room::committed(const std::shared_ptr<Batch>& batch, const std::exception_ptr& fault) {
  committing_ = false;
  if (fault) return fail(batch, fault);
  answers_->kept(batch->last);
  kept_ = batch->last;
  publish(batch);
  if (condemned_) return stop_for_good();
  if (unreadable_) return fail(new_batch(), unreadable_);
  if (gathering_ || count_due() || !newcomers_.empty()) submit();
  if (closing_) {
    if (!committing_) finish();
    return;
  }
  if (since_snapshot_ >= (committing_ ? kSnapshotAtLast : kSnapshotEvery)) make_snapshot();
  go_on_later();
}

void Room::bye(const Guest& guest) {
  if (const auto left = hubs_[guest.hub]->forget(*guest.line))
    net::post(strand_, [self = shared_from_this(), left = *left] { self->gone(left); });
}

void Room::answer(Batch& batch, const GivenCommand& given, Frame frame) {
  batch.publication->shares[given.guest.hub].answers.push_back(
      {given.guest.line, std::move(frame), given.came, {}});
}

void Room::refuse(Batch& batch, const GivenCommand& given, const Refusal& refusal) {
  metrics_.refused(&given.message.command, refusal.code);
  answer(batch, given, frames::refused(given.message.id, refusal));
}

void Room::turn_away(Batch& batch, const Guest& guest, CloseCode code, Frame last) {
  batch.publication->shares[guest.hub].answers.push_back({guest.line, std::move(last), {}, code});
}

void Room::turn_down_all() {
  std::vector<Item> items{std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.end())};
  metrics_.waiting(-static_cast<double>(waiting()));
  waiting_.clear();
  if (const auto undone = std::exchange(gathering_, nullptr)) {
    for (auto& refused : undone->or_else) refused(kUnavailable);
  }
  items.insert(items.end(), std::make_move_iterator(newcomers_.begin()),
               std::make_move_iterator(newcomers_.end()));
  newcomers_.clear();
  turn_down(items, kUnavailable);
}

void Room::turn_down(std::span<Item> items, const Refusal& refusal) {
  if (items.empty()) return;
  const auto batch = new_batch();
  for (auto& item : items) {
    if (auto* given = std::get_if<GivenCommand>(&item)) {
      refuse(*batch, *given, refusal);
    } else if (auto* hello = std::get_if<Hello>(&item)) {
      turn_away(*batch, hello->guest, CloseCode::fault, frames::closing("fault", refusal.sentence));
    } else if (auto* asked = std::get_if<Asked>(&item)) {
      asked->done(refusal);
    } else if (auto* glance = std::get_if<Glance>(&item)) {
      glance->done(workshop_);
    } else if (auto* likeness = std::get_if<Likeness>(&item)) {
      likeness->done({});
    }
  }
  publish(batch);
}

// The state in memory is ahead of the disk and worth nothing now: everyone goes, and comes back to what the
// journal holds.
void Room::fail(const std::shared_ptr<Batch>& batch, const std::exception_ptr& fault) {
  try {
    std::rethrow_exception(fault);
  } catch (const std::exception& why) {
    spdlog::error("workshop {}: everybody is sent away until its file can be used: {}", id_.value,
                  why.what());
  }
  metrics_.could_not_keep();
  faulted_ = true;
  serving_ = false;
  unreadable_ = nullptr;
  for (auto& refused : batch->or_else) refused(kUnavailable);
  const auto goodbye = new_batch();
  const auto closing = frames::closing("fault", kUnavailable.sentence);
  goodbye->publication->ends_all = {CloseCode::fault, closing};
  for (std::size_t hub = 0; hub < hubs_.size(); ++hub) {
    for (const auto& newcomer : batch->publication->shares[hub].newcomers) {
      turn_away(*goodbye, {newcomer.line, hub}, CloseCode::fault, closing);
      gone({newcomer.participant});
    }
  }
  publish(goodbye);
  turn_down_all();
  let_go_of_file([self = shared_from_this()] {
    if (!self->closing_ && !self->condemned_) self->try_to_reopen();
  });
  if (closing_) finish();
}

// Closing waits for another program that holds the file, as opening does. `then` on the strand.
void Room::let_go_of_file(std::function<void()> then) {
  net::post(files_, [self = shared_from_this(), answers = std::move(answers_), journal = std::move(journal_),
                     then = std::move(then)]() mutable {
    answers.reset();
    journal.reset();
    net::post(self->strand_, [self, then = std::move(then)] { self->guarded(then); });
  });
}

void Room::try_to_reopen() {
  net::post(files_, [self = shared_from_this(), kept = kept_] {
    try {
      if (!std::filesystem::exists(self->where_.file))
        throw JournalFault(self->where_.file.string() + " is not there.");
      net::post(self->strand_, [self, opened = open(self->where_, kept)]() mutable {
        self->guarded([&] { self->come_back(std::move(opened)); });
      });
    } catch (const JournalFault& why) {
      net::post(self->strand_, [self, sentence = std::string{why.what()}] {
        self->guarded([&] { self->try_to_reopen_later(sentence); });
      });
    } catch (const std::exception& why) {
      net::post(self->strand_, [self, sentence = std::string{why.what()}] { self->break_down(sentence); });
    }
  });
}

void Room::try_to_reopen_later(const std::string& why) {
  if (closing_ || condemned_) return;
  spdlog::error("workshop {}: cannot be opened again yet: {}", id_.value, why);
  reopen_.expires_after(std::chrono::seconds{1});
  reopen_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
    if (!error && !self->closing_ && !self->condemned_) self->guarded([&] { self->try_to_reopen(); });
  });
}

void Room::come_back(Opened opened) {
  if (closing_ || condemned_) return;
  adopt(std::move(opened));
  recent_.clear();
  snapshots_ = {};
  resumed_ = {};
  expect_closings();
  annul_unreadable();
  faulted_ = false;
  serving_ = true;
  spdlog::warn("workshop {}: back, at event {}", id_.value, number(workshop_.sequence));
}

void Room::start() {
  net::post(strand_, [self = shared_from_this()] {
    self->guarded([&] {
      self->expect_closings();
      self->annul_unreadable();
    });
  });
  check_past();
}

void Room::check_past() {
  if (trusted_ == Sequence{}) return;
  net::post(files_, [self = shared_from_this(), trusted = trusted_] {
    try {
      check_chain(self->where_.file, trusted, [&] { return self->closing_.load(); });
    } catch (const PassingFault& why) {
      net::post(self->strand_,
                [self, sentence = std::string{why.what()}] { self->check_past_later(sentence); });
    } catch (const std::exception& why) {
      net::post(self->strand_, [self, sentence = std::string{why.what()}] { self->condemn(sentence); });
    }
  });
}

void Room::check_past_later(const std::string& why) {
  if (closing_) return;
  spdlog::warn("workshop {}: its past cannot be checked yet: {}", id_.value, why);
  past_.expires_after(kPastAgain);
  past_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
    if (!error && !self->closing_) self->check_past();
  });
}

void Room::condemn(const std::string& why) {
  if (closing_) return;
  spdlog::error("workshop {}: stops, for its past cannot be trusted: {}", id_.value, why);
  condemned_ = true;
  serving_ = false;
  if (!committing_) stop_for_good();
}

void Room::stop_for_good() {
  faulted_ = true;
  reopen_.cancel();
  say_goodbye(CloseCode::fault, frames::closing("fault", kStopped));
  turn_down_all();
  let_go_of_file([] {});
}

void Room::say_goodbye(CloseCode code, const Frame& last) {
  const auto goodbye = new_batch();
  goodbye->publication->ends_all = {code, last};
  publish(goodbye);
}

void Room::close(std::function<void()> done) {
  net::post(strand_, [self = shared_from_this(), done = std::move(done)]() mutable {
    self->closing_ = true;
    self->closed_ = std::move(done);
    self->count_.cancel();
    self->letting_in_.cancel();
    self->reopen_.cancel();
    self->past_.cancel();
    self->deadlines_.clear();
    if (!self->committing_) self->finish();
  });
}

void Room::finish() {
  turn_down_all();
  say_goodbye(CloseCode::stopping, frames::closing("restart", "The server is stopping; it will be back."));
  if (!journal_ || faulted_) return closed_();
  if (making_snapshot_ || since_snapshot_ < kSnapshotAtClosing) return close_journal();
  net::post(files_, [self = shared_from_this()] {
    const auto kept = self->snapshot_kept();
    net::post(self->strand_, [self, kept] {
      if (!kept) return self->close_journal();
      const auto step = take(self->workshop_, {kTheWorkshop, self->now()}, ServerCommand{*kept});
      self->journal_->commit(step.recorded, [self](const std::exception_ptr& fault) {
        if (!fault) adopt_snapshot(self->where_.file);
        net::post(self->strand_, [self] { self->close_journal(); });
      });
    });
  });
}

void Room::close_journal() { let_go_of_file(closed_); }

// Read from the file, so that the room neither waits nor copies its state; it counts when its digest is in
// the chain.
void Room::make_snapshot() {
  if (std::exchange(making_snapshot_, true)) return;
  since_snapshot_ = 0;
  net::post(files_, [self = shared_from_this()] {
    if (const auto kept = self->snapshot_kept()) {
      self->ask({*kept, [self](const auto& answer) {
                   if (std::holds_alternative<ParticipantId>(answer)) adopt_snapshot(self->where_.file);
                 }});
    }
    net::post(self->strand_, [self] { self->making_snapshot_ = false; });
  });
}

// Without a snapshot only the next opening takes longer.
std::optional<RememberSnapshot> Room::snapshot_kept() const {
  try {
    return keep_snapshot(where_.file);
  } catch (const std::exception& why) {
    spdlog::warn("workshop {}: the state could not be kept for the next opening: {}", id_.value, why.what());
    return {};
  }
}

Time Room::now() {
  const auto time = clock_.read();
  if (const auto jump = clock_.jumped()) {
    spdlog::warn(
        "workshop {}: the clock was set {} by {} s; what happens from here on has the new time, and its "
        "order is "
        "that of its sequence numbers",
        id_.value, *jump > std::chrono::milliseconds{0} ? "forward" : "back",
        std::chrono::abs(std::chrono::duration_cast<std::chrono::seconds>(*jump)).count());
  }
  return time;
}

}  // namespace acuerdo
