// What a simulated delegate does next: decided from what a delegate's screen shows, and from nothing else. No
// socket, no clock.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>

#include "sessions/json/write.h"

namespace acuerdo {

class RehearsedDelegate {
 public:
  RehearsedDelegate(std::string institution, unsigned seed)
      : institution_{std::move(institution)}, random_{seed} {}

  // A frame from the server: snapshot, change or mine; others are of no interest.
  void take(const Json& frame);

  // The next command without its id, or nothing to do for now.
  std::optional<Json> next();

 private:
  std::optional<Json> arrive();
  std::optional<Json> propose(const std::string& sub_objective);
  std::optional<Json> clarify(const Json& sub_objective);
  std::optional<Json> vote(const Json& sub_objective);
  std::optional<Json> suggest(const Json& sub_objective);

  const Json* document(const std::string& key) const;
  bool chance(double probability) { return std::uniform_real_distribution<>{}(random_) < probability; }
  // True with the probability the first time it is asked about this; false ever after.
  bool once(const std::string& what, double probability);
  template <class List>
  const auto& one_of(const List& list) {
    return list[std::uniform_int_distribution<std::size_t>{0, list.size() - 1}(random_)];
  }
  Json in_languages(const std::array<std::string_view, 2>& words) const;
  std::string in_first_language(const std::array<std::string_view, 2>& words) const;

  std::string institution_;
  std::mt19937 random_;
  std::map<std::string, Json> documents_;
  Json me_;                        // participant of `mine`
  std::set<std::string> voted_;    // sub-objective/round/activity
  std::set<std::string> decided_;  // what was asked of once()
};

}  // namespace acuerdo
