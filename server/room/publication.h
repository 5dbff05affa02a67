// What a room says to everyone at once, after the commit it rests on.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "server/room/line.h"

namespace acuerdo {

// A connection that is let in, and what it is told first.
struct Newcomer {
  std::shared_ptr<Line> line;
  Audience audience{};
  std::optional<ParticipantId> participant;  // none for a screen
  std::string credential;  // what it came with; of a screen, the pass of the facilitator who opened it
  std::vector<Frame> frames;
};

// A participant whose role now puts them in another audience.
struct Moved {
  ParticipantId participant{};
  Audience audience{};
  std::vector<Frame> frames;
};

// Tokens of a participant that are good no more: connections that came with another than these are closed.
struct Credentials {
  ParticipantId participant{};
  std::vector<std::string> good;
  Frame last;
  CloseCode code = CloseCode::token;
};

// Screens that are let in no more: all of them, or those that came by the join code alone.
struct ScreensOut {
  bool all = false;
  Frame last;
};

// An answer to one connection alone.
struct Answer {
  std::shared_ptr<Line> line;
  Frame frame;
  std::optional<std::chrono::steady_clock::time_point> answers;  // when the command came that it answers
  std::optional<CloseCode> close;
};

// What concerns the connections of one I/O thread alone.
struct Share {
  std::vector<Newcomer> newcomers;
  std::vector<Answer> answers;
};

constexpr std::size_t place_of(Audience audience) { return static_cast<std::size_t>(audience); }

struct Publication {
  std::array<std::vector<Frame>, kAudiences.size()> changes;  // none when nothing changed for that audience
  std::array<Frame, kAudiences.size()> numbers;
  std::vector<std::pair<ParticipantId, Frame>> personal;  // to all connections of a participant
  std::vector<Moved> moved;
  std::vector<Credentials> withdrawn;
  std::optional<ScreensOut> screens_out;
  std::vector<Share> shares;                            // one for each I/O thread
  std::optional<std::pair<CloseCode, Frame>> ends_all;  // everyone is told this, and closed

  // For whole audiences, beside the numbers?
  bool changes_all() const {
    return std::ranges::any_of(changes, [](const std::vector<Frame>& frames) { return !frames.empty(); });
  }
};

}  // namespace acuerdo
