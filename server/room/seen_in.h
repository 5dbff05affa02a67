// A look at a room's state from a lane.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "server/net/elsewhere.h"
#include "server/room/room.h"

namespace acuerdo {

// The look failed: a fault of the program, which has stopped the room.
class NotSeen : public std::runtime_error {
 public:
  NotSeen()
      : std::runtime_error{
            "This workshop has stopped; whoever runs the server finds the reason in its log."} {}
};

// What `look` makes of the state, on the room's strand; it copies what it needs. Where it captures, it has a
// name: GCC 12 destroys temporaries of awaiting expressions twice. Throws NotSeen, so that nobody waits for
// what does not come.
template <class Seen, class Look>
Task<Seen> seen_in(std::shared_ptr<Room> room, Look look) {
  auto seen = co_await elsewhere<std::optional<Seen>>([&](auto done) {
    room->glance({[done, look](const Workshop& workshop) {
      std::optional<Seen> made;
      try {
        made = look(workshop);
      } catch (...) {
        done(std::nullopt);
        throw;
      }
      done(std::move(made));
    }});
  });
  if (!seen) throw NotSeen{};
  co_return *std::move(seen);
}

}  // namespace acuerdo
