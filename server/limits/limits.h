// What anybody may cost, and whom it is charged to: a person, a visitor's address, a workshop, the server.
//
// All of it stands here. What is refused says which limit it was and when to try again, and is counted in
// acuerdo_turned_away_total{limit}. What an operator may need otherwise is an option of `acuerdo serve`.
#pragma once

#include <chrono>
#include <cstddef>

#include "sessions/values/field.h"

namespace acuerdo {

// A connection, before it is known whose it is and while what it sends is read.

// A command is a few hundred bytes, and a long text in two languages some tens of kilobytes.
inline constexpr std::size_t kMaxClientFrame = 64 * 1024;

// What a slow reader may owe us before we let go of it: about ten seconds of changes on a 1.5 Mbit/s line.
inline constexpr std::size_t kMaxBacklogBytes = 2 * 1024 * 1024;

// Commands of one connection that are not answered yet: a burst of them.
inline constexpr unsigned kMaxInHand = 50;

// Refused this often it is not haste but abuse, and the connection ends; forgiven a few a second.
inline constexpr double kMaxHasty = 200;
inline constexpr double kForgivenASecond = 5;

// A person, over all their connections; and each connection by itself, before its messages are read.

// Nobody clicks faster than a few times a second; what was typed offline comes back at 15 a second
// (web/src/connection/pace.ts).
inline constexpr double kCommandsASecond = 20;
inline constexpr double kCommandBurst = 50;

// What is read costs by its length too: as much as one more message for each 8 KiB.
inline constexpr double kBytesOfOne = 8 * 1024;

// What a person's commands make travel to each reader: a long text in two languages at once, and then half of
// what a reader with 2 Mbit/s takes. Facilitators write for the whole room and are not held to it.
inline constexpr double kTravelBurst = 1024 * 1024;
inline constexpr double kTravelBytesASecond = 96 * 1024;

// A document that is longer than this travels at most so often, the newest of it: nobody reads faster, and a
// phone in the last row has other things to receive.
inline constexpr std::size_t kLongDocument = 4 * 1024;
inline constexpr std::chrono::milliseconds kLongDocumentEvery{250};

// A visitor's address: what is done for who shows no token. Of IPv6 all that one line is given (a /64).

// Who join in a minute: five hundred who scan the code at once from behind one access point pass; at this
// pace it takes half an hour to fill a workshop, and somebody sees it. Whoever has thousands behind one
// address sets more (--joins).
inline constexpr unsigned kJoinsOfAddress = 600;

// Connections at a time: a hall of five hundred behind one address, with four each (--connections). Those of
// this machine, and of a proxy for whom it does not name, do not count; and where descriptors are few, half
// of them are nobody's alone.
inline constexpr unsigned kConnectionsOfAddress = 2'000;

// People mistype: a hall behind one address may do so this often in a minute before its wrong answers are
// held back, and all together this often.
inline constexpr unsigned kFreeOfAddress = 20;
inline constexpr unsigned kFreeOfServer = 200;

// From then on an address is refused before anything is looked up, right or wrong, until its minute is over.
// A hall of 500 of whom every second mistypes stays below; at this pace half of the 27 bits of a code take
// five months.
inline constexpr unsigned kWrongOfAddress = 300;

// How long a wrong answer is then held back, and how many at a time; whoever sends more is told to wait at
// once.
inline constexpr std::chrono::milliseconds kWrongAnswerHeld{1'000};
inline constexpr unsigned kHeldOfAddress = 32;
inline constexpr unsigned kHeldOfServer = 256;

// Password hashes and renderings that wait or are under way: it takes eight addresses to fill all places, and
// the facilitators of a house fit in those of one.
inline constexpr unsigned kJobsOfAddress = 8;

// The server.

// A hash takes 64 MiB and a tenth of a second: two at a time are 128 MiB, and what waits is done within four
// seconds.
inline constexpr unsigned kWorkers = 2;
inline constexpr unsigned kMaxJobs = 64;

// Descriptors that are not given to connections, so that rooms can still open their files: a workshop needs
// five or so, and at most a quarter of the limit is kept where that is low.
inline constexpr std::size_t kKeptForFiles = 512;

// Rooms of one process: each keeps a file and a thread of its own.
inline constexpr std::size_t kMaxWorkshops = 200;

// Addresses remembered; more only forget sooner.
inline constexpr std::size_t kMaxAddresses = 10'000;

// What somebody met with.
enum class Limit { joins, connections, descriptors, wrong_answers, jobs, commands, travel, frame, backlog };
constexpr auto names_of(Limit) {
  using enum Limit;
  return NameTable<Limit, 9>{{{joins, "joins"},
                              {connections, "connections"},
                              {descriptors, "descriptors"},
                              {wrong_answers, "wrong_answers"},
                              {jobs, "jobs"},
                              {commands, "commands"},
                              {travel, "travel"},
                              {frame, "frame"},
                              {backlog, "backlog"}}};
}

}  // namespace acuerdo
