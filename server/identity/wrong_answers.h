// What wrong codes and wrong passwords cost: time, for who gives them. Right ones never wait, until an
// address has been wrong so often that it is guessing: then nothing from it is looked at any more.
#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace acuerdo {

// People mistype: a hall behind one address may do so this often in a minute before its wrong answers are
// held back.
inline constexpr unsigned kFreeForAddress = 20;
inline constexpr unsigned kFreeForServer = 200;
inline constexpr std::chrono::minutes kRemembered{1};

// From then on an address is refused before anything is looked up, right or wrong, until its minute is over.
// A hall of 500 of whom every second mistypes stays below; at this pace half of the 27 bits of a code take
// five months.
inline constexpr unsigned kMostForAddress = 300;

// How long a wrong answer is then held back, and how many at a time; whoever sends more is told to wait at
// once.
inline constexpr std::chrono::milliseconds kHeld{1'000};
inline constexpr unsigned kMaxHeldForAddress = 32;
inline constexpr unsigned kMaxHeld = 256;

// Addresses remembered; more only forget sooner.
inline constexpr std::size_t kMaxAddresses = 10'000;

// Any thread.
class WrongAnswers {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  enum class Cost { none, held, refused };

  // Has the address been wrong so often that nothing of it is looked at? Asked before any look.
  bool refuses(const std::string& address, SteadyTime now);

  // Somebody at the address was wrong, and was answered already.
  void count(const std::string& address, SteadyTime now);

  // Somebody at the address was wrong. When the answer is to be held, call released() after kHeld.
  Cost wrong(const std::string& address, SteadyTime now);
  void released(const std::string& address);

 private:
  struct Count {
    SteadyTime since{};
    unsigned wrong = 0;
    unsigned held = 0;
    // One more within the minute that is being counted.
    void add(SteadyTime now);
  };
  Count& counted(const std::string& address, SteadyTime now);
  void forget_old(SteadyTime now);

  std::mutex mutex_;
  Count server_;
  std::unordered_map<std::string, Count> addresses_;
  SteadyTime swept_{};
};

}  // namespace acuerdo
