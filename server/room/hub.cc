#include "server/room/hub.h"

namespace acuerdo {

std::vector<Hub::Gone> Hub::publish(const Publication& publication) {
  std::vector<Gone> ended;
  const bool to_all = publication.says_to_all();
  std::vector<Line*> to_flush;
  const auto told = [&](Line& line) {
    if (!to_all) to_flush.push_back(&line);
  };
  for (const auto& moved : publication.moved) move(moved);
  for (const auto& [key, guest] : guests_) {
    if (!to_all) break;
    for (const auto& change : publication.changes[place_of(guest.audience)]) guest.line->send(change);
  }
  for (const auto& [participant, frame] : publication.personal) {
    const auto [first, last] = by_participant_.equal_range(number(participant));
    for (auto entry = first; entry != last; ++entry) {
      auto& line = *guests_.at(entry->second).line;
      line.send(frame);
      told(line);
    }
  }
  const auto& share = publication.shares.at(place_);
  for (const auto& newcomer : share.newcomers) {
    if (newcomer.line->ended()) {
      ended.push_back({newcomer.participant});
    } else {
      admit(newcomer);
      told(*newcomer.line);
    }
  }
  for (const auto& answer : share.answers) {
    if (answer.answers) answer.line->answered();
    if (answer.close) {
      answer.line->close(*answer.close, answer.frame);
    } else {
      answer.line->send(answer.frame);
      told(*answer.line);
    }
  }
  for (auto& [key, guest] : guests_) {
    if (!to_all) break;
    if (const auto& numbers = publication.numbers[place_of(guest.audience)]) {
      guest.line->send_numbers(numbers);
    } else {
      guest.line->flush();
    }
  }
  for (auto* line : to_flush) line->flush();
  time(share.answers);
  for (const auto& withdrawn : publication.withdrawn) turn_away(withdrawn);
  if (publication.ends_all) {
    for (auto& [key, guest] : guests_)
      guest.line->close(publication.ends_all->first, publication.ends_all->second);
  }
  return ended;
}

void Hub::admit(const Newcomer& newcomer) {
  newcomer.line->send_first(newcomer.frames);
  guests_.insert_or_assign(newcomer.line.get(), Guest{newcomer.line, newcomer.audience, newcomer.participant,
                                                      newcomer.credential});
  if (newcomer.participant) by_participant_.emplace(number(*newcomer.participant), newcomer.line.get());
}

void Hub::move(const Moved& moved) {
  const auto [first, last] = by_participant_.equal_range(number(moved.participant));
  for (auto entry = first; entry != last; ++entry) {
    auto& guest = guests_.at(entry->second);
    guest.audience = moved.audience;
    guest.line->send_first(moved.frames);
  }
}

void Hub::turn_away(const Credentials& withdrawn) {
  const auto [first, last] = by_participant_.equal_range(number(withdrawn.participant));
  for (auto entry = first; entry != last; ++entry) {
    const auto& guest = guests_.at(entry->second);
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
  const auto found = guests_.find(&line);
  if (found == guests_.end()) return {};
  const Gone gone{found->second.participant};
  if (gone.participant) {
    const auto [first, last] = by_participant_.equal_range(number(*gone.participant));
    for (auto entry = first; entry != last; ++entry) {
      if (entry->second != &line) continue;
      by_participant_.erase(entry);
      break;
    }
  }
  guests_.erase(found);
  return gone;
}

}  // namespace acuerdo
