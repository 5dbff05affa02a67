#include "server/room/hub.h"

namespace acuerdo {
namespace {

// Connections that are told numbers in one go: under half a millisecond.
constexpr std::size_t kAtOnce = 64;

}  // namespace

// Thousands of connections are in no cache: what the next ones need is fetched while one is sent to, first
// the connection and then its way out.
template <class Tell>
void Hub::tell(std::size_t first, std::size_t end, Tell tell) {
  constexpr std::size_t kAhead = 4;
  for (auto n = first; n < end; ++n) {
    if (n + 2 * kAhead < guests_.size()) __builtin_prefetch(guests_[n + 2 * kAhead].line.get());
    if (n + kAhead < guests_.size()) guests_[n + kAhead].line->prepare();
    tell(guests_[n]);
  }
}

std::vector<Hub::Gone> Hub::publish(const Publication& said) {
  const auto& share = said.shares.at(place_);
  const bool to_all = said.changes_all();
  const auto changes = [&](const Guest& guest) -> auto& { return said.changes[place_of(guest.audience)]; };
  const auto has_newer = [&](const Guest& guest) {
    return said.numbers[place_of(guest.audience)] != nullptr;
  };

  std::vector<Line*> told;
  for (const auto& of_one : said.moved) move(of_one, told);
  if (to_all) {
    tell(0, guests_.size(), [&](Guest& guest) {
      if (changes(guest).empty()) return;
      // Afterwards they would take back what the change says.
      if (lacks_numbers(guest) && !has_newer(guest)) tell_numbers(guest);
      for (const auto& change : changes(guest)) guest.line->send(change);
    });
  }
  take_numbers(said);
  for (const auto& [participant, frame] : said.personal) {
    const auto [first, last] = by_participant_.equal_range(number(participant));
    for (auto entry = first; entry != last; ++entry) {
      auto& line = *guest_of(entry->second).line;
      line.send(frame);
      told.push_back(&line);
    }
  }
  std::vector<Gone> ended;
  for (const auto& newcomer : share.newcomers) {
    if (newcomer.line->ended()) {
      ended.push_back({newcomer.participant});
    } else {
      admit(newcomer);
      told.push_back(newcomer.line.get());
    }
  }
  for (const auto& answer : share.answers) {
    if (answer.answers) answer.line->answered();
    if (answer.close) {
      answer.line->close(*answer.close, answer.frame);
    } else {
      answer.line->send(answer.frame);
      told.push_back(answer.line.get());
    }
  }
  if (to_all) {
    tell(0, guests_.size(), [&](Guest& guest) {
      if (changes(guest).empty()) return;
      if (lacks_numbers(guest)) {
        tell_numbers(guest);
      } else {
        guest.line->flush();
      }
    });
  }
  for (auto* line : told) line->flush();
  time(share.answers);
  for (const auto& of_one : said.withdrawn) turn_away(of_one);
  if (said.screens_out) turn_away(*said.screens_out);
  if (said.ends_all) {
    for (const auto& guest : guests_) guest.line->close(said.ends_all->first, said.ends_all->second);
    left_ = 0;
    rest_.cancel();
  }
  if (left_ > 0 && !going_round_) {
    due_ = std::chrono::steady_clock::now();
    go_round();
  }
  return ended;
}

void Hub::take_numbers(const Publication& said) {
  for (const auto audience : kAudiences) {
    const auto place = place_of(audience);
    if (!said.numbers[place]) continue;
    newest_[place] = {said.numbers[place], newest_[place].count + 1};
    left_ = guests_.size();
  }
}

bool Hub::lacks_numbers(const Guest& guest) const {
  return guest.told < newest_[place_of(guest.audience)].count;
}

void Hub::tell_numbers(Guest& guest) {
  const auto& newest = newest_[place_of(guest.audience)];
  guest.told = newest.count;
  guest.line->send_numbers(newest.numbers);
}

// Until all have the newest; the next numbers begin it again.
void Hub::go_round() {
  going_round_ = left_ > 0;
  if (!going_round_) return;
  const auto began = std::chrono::steady_clock::now();
  if (next_ == 0) {
    if (began < lap_began_ + kTick) return go_on_at(lap_began_ + kTick);
    lap_began_ = began;
  }
  const auto first = next_;
  const auto turns = std::min({kAtOnce, left_, guests_.size() - first});
  next_ += turns;
  left_ -= turns;
  tell(first, next_, [&](Guest& guest) {
    if (lacks_numbers(guest)) tell_numbers(guest);
  });
  const auto ended = std::chrono::steady_clock::now();
  if (left_ == 0 || next_ == guests_.size()) {
    next_ = 0;
    metrics_.told_everybody_in(ended - lap_began_);
  }
  // Telling takes two thirds of the time at most, for who was told has to read it; and less when its turn
  // comes late, for then there is much to hear.
  const auto late = std::min<std::chrono::steady_clock::duration>(began - due_, kTick);
  go_on_at(ended + (ended - began) / 2 + late);
}

void Hub::go_on_at(std::chrono::steady_clock::time_point at) {
  due_ = at;
  rest_.expires_at(at);
  rest_.async_wait([self = shared_from_this()](const boost::system::error_code&) { self->go_round(); });
}

void Hub::admit(const Newcomer& newcomer) {
  newcomer.line->send_first(newcomer.frames);
  places_.emplace(newcomer.line.get(), guests_.size());
  guests_.push_back({newcomer.line, newcomer.audience, newcomer.participant, newcomer.credential,
                     newest_[place_of(newcomer.audience)].count});
  if (newcomer.participant) by_participant_.emplace(number(*newcomer.participant), newcomer.line.get());
}

void Hub::move(const Moved& moved, std::vector<Line*>& told) {
  const auto [first, last] = by_participant_.equal_range(number(moved.participant));
  for (auto entry = first; entry != last; ++entry) {
    auto& guest = guest_of(entry->second);
    guest.audience = moved.audience;
    guest.told = newest_[place_of(moved.audience)].count;
    guest.line->send_first(moved.frames);
    told.push_back(guest.line.get());
  }
}

void Hub::turn_away(const Credentials& withdrawn) {
  const auto [first, last] = by_participant_.equal_range(number(withdrawn.participant));
  for (auto entry = first; entry != last; ++entry) {
    const auto& guest = guest_of(entry->second);
    if (std::ranges::find(withdrawn.good, guest.credential) == withdrawn.good.end())
      guest.line->close(withdrawn.code, withdrawn.last);
  }
}

void Hub::turn_away(const ScreensOut& out) {
  for (const auto& guest : guests_) {
    if (!guest.participant && (out.all || guest.credential.empty()))
      guest.line->close(CloseCode::token, out.last);
  }
}

void Hub::time(const std::vector<Answer>& answers) {
  const auto now = std::chrono::steady_clock::now();
  for (const auto& answer : answers) {
    if (answer.answers) metrics_.answered_after(now - *answer.answers);
  }
}

std::optional<Hub::Gone> Hub::forget(const Line& line) {
  const auto found = places_.find(&line);
  if (found == places_.end()) return {};
  const auto place = found->second;
  places_.erase(found);
  const Gone gone{guests_[place].participant};
  if (gone.participant) {
    const auto [first, last] = by_participant_.equal_range(number(*gone.participant));
    for (auto entry = first; entry != last; ++entry) {
      if (entry->second != &line) continue;
      by_participant_.erase(entry);
      break;
    }
  }
  if (place + 1 < guests_.size()) {
    guests_[place] = std::move(guests_.back());
    places_.at(guests_[place].line.get()) = place;
  }
  guests_.pop_back();
  // Who moved may have missed their turn.
  if (left_ > 0) left_ = guests_.size();
  if (next_ >= guests_.size()) next_ = 0;
  return gone;
}

}  // namespace acuerdo
