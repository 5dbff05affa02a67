// The hash chain: each event's hash covers the event and the hash before it, so that nothing can be changed,
// left out or put in between without changing every hash after it.
//
//   hash(n) = SHA-256( previous hash, 32 bytes
//                    | sequence, actor and time in milliseconds, each 8 bytes, most significant first
//                    | kind, command and data, each: length in bytes, 8 bytes, most significant first, then
//                    the bytes )
//
// `command` is empty when there is none. The hash before the first event is SHA-256("acuerdo journal 1").
#pragma once

#include <memory>
#include <string_view>

#include "sessions/journal/journal.h"

namespace acuerdo {

// An event as it stands in the journal.
struct Link {
  std::uint64_t sequence = 0;
  std::int64_t at = 0;
  std::uint64_t actor = 0;
  std::string_view kind;
  std::string_view command;
  std::string_view data;
};

Hash genesis();

// SHA-256 with its context kept, because opening a long journal computes one a line.
class Chain {
 public:
  Chain();
  ~Chain();
  Hash next(const Hash& previous, const Link& link);
  Hash digest(std::string_view bytes);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace acuerdo
