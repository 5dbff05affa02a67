#include "server/room/hub.h"

namespace acuerdo {
namespace {

// Connections that are told numbers in one go: under half a millisecond.
constexpr std::size_t kAtOnce = 64;

}  // namespace

// Thousands of connections are in no cache: what the next ones need is fetched while one is sent to, first
// the connection and then its way out.
template <class Tell>
void Hub::tell(std::size_t first, std::size_t end, Tell tell) const {
  constexpr std::size_t kAhead = 4;
  for (auto n = first; n < end; ++n) {
    if (n + 2 * kAhead < guests_.size()) __builtin_prefetch(guests_[n + 2 * kAhead].line.get());
    if (n + kAhead < guests_.size()) guests_[n + kAhead].line->prepare();
    tell(guests_[n]);
  }
}

bool Hub::tell_more() {
  if (!numbers_) return false;
  const auto first = std::exchange(told_, std::min(told_ + kAtOnce, guests_.size()));
  tell(first, told_, [&](const Guest& guest) {
    if (const auto& numbers = numbers_->numbers[place_of(guest.audience)]) {
      guest.line->send_numbers(numbers);
    } else {
      guest.line->flush();
    }
  });
  if (told_ < guests_.size()) return true;
  numbers_ = nullptr;
  return false;
}

void Hub::tell_rest() {
  while (tell_more()) {
  }
}

std::vector<Hub::Gone> Hub::publish(const std::shared_ptr<const Publication>& publication) {
  const auto& said = *publication;
  const auto& share = said.shares.at(place_);
  const bool to_all = said.changes_all();
  // Older numbers come before what is new for all, and are not for newcomers.
  if (to_all || said.has_numbers() || said.ends_all || !share.newcomers.empty()) tell_rest();

  std::vector<Line*> told;
  for (const auto& of_one : said.moved) move(of_one);
  if (to_all) {
    tell(0, guests_.size(), [&](const Guest& guest) {
      for (const auto& change : said.changes[place_of(guest.audience)]) guest.line->send(change);
    });
  }
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
  if (to_all || said.has_numbers()) {
    numbers_ = publication;
    told_ = 0;
  }
  if (to_all) tell_rest();
  for (auto* line : told) line->flush();
  time(share.answers);
  for (const auto& of_one : said.withdrawn) turn_away(of_one);
  if (said.ends_all) {
    for (const auto& guest : guests_) guest.line->close(said.ends_all->first, said.ends_all->second);
  }
  return ended;
}

void Hub::admit(const Newcomer& newcomer) {
  newcomer.line->send_first(newcomer.frames);
  places_.emplace(newcomer.line.get(), guests_.size());
  guests_.push_back({newcomer.line, newcomer.audience, newcomer.participant, newcomer.credential});
  if (newcomer.participant) by_participant_.emplace(number(*newcomer.participant), newcomer.line.get());
}

void Hub::move(const Moved& moved) {
  const auto [first, last] = by_participant_.equal_range(number(moved.participant));
  for (auto entry = first; entry != last; ++entry) {
    auto& guest = guest_of(entry->second);
    guest.audience = moved.audience;
    guest.line->send_first(moved.frames);
  }
}

void Hub::turn_away(const Credentials& withdrawn) {
  const auto [first, last] = by_participant_.equal_range(number(withdrawn.participant));
  for (auto entry = first; entry != last; ++entry) {
    const auto& guest = guest_of(entry->second);
    if (std::ranges::find(withdrawn.good, guest.credential) == withdrawn.good.end())
      guest.line->close(CloseCode::token, withdrawn.last);
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
  tell_rest();  // places change
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
  return gone;
}

}  // namespace acuerdo
