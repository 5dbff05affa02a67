#include "server/rehearsal/delegate.h"

#include "server/rehearsal/phrases.h"

namespace acuerdo {
namespace {

std::string place_of_ballot(const Json& ballot) {
  return ballot.at("subObjective").get<std::string>() + "/" + ballot.at("round").dump() + "/" +
         ballot.at("activity").dump();
}

}  // namespace

void RehearsedDelegate::take(const Json& frame) {
  const auto& type = frame.at("type");
  if (type == "mine") {
    if (frame.contains("participant")) me_ = frame["participant"];
    for (const auto& ballot : frame.value("ballots", Json::array())) voted_.insert(place_of_ballot(ballot));
  }
  if (type == "snapshot") documents_.clear();
  if (type != "snapshot" && type != "change") return;
  for (const auto& [key, document] : frame.at("docs").items()) {
    if (document.is_null()) {
      documents_.erase(key);
    } else {
      documents_[key] = document;
    }
  }
}

std::optional<Json> RehearsedDelegate::next() {
  if (me_.is_null() || !document("workshop")) return {};
  if (auto arrival = arrive()) return arrival;
  const auto& session_id = me_.at("liveSession");
  const auto* session =
      session_id.is_string() ? document("liveSession/" + session_id.get<std::string>()) : nullptr;
  if (!session || session->at("state") != "open" || !session->at("focus").is_string()) return {};
  const auto* sub_objective = document("subObjective/" + session->at("focus").get<std::string>());
  if (!sub_objective) return {};
  const auto& stage = sub_objective->at("stage");
  if (stage == "proposing") return propose(sub_objective->at("id"));
  if (stage == "clarifying") return clarify(*sub_objective);
  if (stage == "voting") return vote(*sub_objective);
  if (stage == "assigning") return suggest(*sub_objective);
  return {};
}

// To the first session that is open, unless the facilitator has shown one out of it.
std::optional<Json> RehearsedDelegate::arrive() {
  for (const auto& plan : document("workshop")->at("liveSessions")) {
    const auto id = plan.at("id").get<std::string>();
    const auto* session = document("liveSession/" + id);
    if (!session || session->at("state") != "open") {
      decided_.erase("arrive/" + id);
      continue;
    }
    if (me_.at("liveSession") == id) return {};
    if (once("arrive/" + id, 1)) return Json{{"type", "presence.arrive"}, {"liveSession", id}};
    return {};
  }
  return {};
}

std::optional<Json> RehearsedDelegate::propose(const std::string& sub_objective) {
  if (!once("propose/" + sub_objective, 0.25)) return {};
  return Json{{"type", "activity.propose"},
              {"subObjective", sub_objective},
              {"wording", in_languages(one_of(kProposals))}};
}

std::optional<Json> RehearsedDelegate::clarify(const Json& sub_objective) {
  for (const auto& id : sub_objective.at("activities")) {
    const auto number = std::to_string(id.get<unsigned>());
    const auto* activity = document("activity/" + number);
    if (!activity || activity->at("state") != "standing") continue;
    if (once("comment/" + number, 0.06)) {
      return Json{{"type", "comment.add"}, {"activity", id}, {"text", in_languages(one_of(kComments))}};
    }
    if (!once("amend/" + number, 0.03)) continue;
    auto wording = activity->at("wording");
    const auto& addition = one_of(kAdditions);
    if (wording.contains("es")) wording["es"] = wording["es"].get<std::string>() + std::string{addition[0]};
    if (wording.contains("en")) wording["en"] = wording["en"].get<std::string>() + std::string{addition[1]};
    return Json{{"type", "amendment.propose"},
                {"activity", id},
                {"wording", wording},
                {"reason", in_first_language(one_of(kComments))}};
  }
  return {};
}

// Most join; some reserve or abstain, few object, and fewer after each round that was talked about.
std::optional<Json> RehearsedDelegate::vote(const Json& sub_objective) {
  const auto place = sub_objective.at("id").get<std::string>();
  const auto round_number = sub_objective.at("round").get<unsigned>();
  const auto* round = document("round/" + place + "/" + std::to_string(round_number));
  if (!round || round->at("state") != "open") return {};
  for (const auto& activity : round->at("activities")) {
    const auto ballot =
        place_of_ballot({{"subObjective", place}, {"round", round_number}, {"activity", activity}});
    if (voted_.contains(ballot) || !once("vote/" + ballot, 1)) continue;
    const auto pick = std::uniform_real_distribution<>{}(random_);
    const double objections = 0.05 / round_number;
    const std::string tone = pick < objections          ? "object"
                             : pick < objections + 0.1  ? "reserve"
                             : pick < objections + 0.17 ? "abstain"
                                                        : "support";
    const auto& offered = round->at("positions");
    const auto position =
        std::ranges::find_if(offered, [&](const Json& one) { return one.at("tone") == tone; });
    const auto& chosen = position == offered.end() ? offered.front() : *position;
    std::string reason;
    if (chosen.at("reasonRequired")) {
      reason = in_first_language(chosen.at("tone") == "object" ? one_of(kObjections) : one_of(kReservations));
    }
    return Json{{"type", "ballot.cast"},
                {"activity", activity},
                {"round", round_number},
                {"position", chosen.at("code")},
                {"reason", reason}};
  }
  return {};
}

std::optional<Json> RehearsedDelegate::suggest(const Json& sub_objective) {
  for (const auto& id : sub_objective.at("activities")) {
    const auto number = std::to_string(id.get<unsigned>());
    const auto* activity = document("activity/" + number);
    if (!activity || activity->at("state") != "standing" || activity->at("outcome").is_null()) continue;
    if (!activity->at("outcome").at("kind").get<std::string>().starts_with("adopted")) continue;
    for (const auto* role : {"leads", "supports", "monitors"}) {
      const auto what = std::string{"suggest/"} + number + "/" + role;
      if (!once(what, 0.35)) continue;
      const auto& institutions = document("workshop")->at("institutions");
      const auto institution =
          chance(0.4) ? institution_ : one_of(institutions).at("id").template get<std::string>();
      return Json{{"type", "suggestion.add"}, {"activity", id}, {"institution", institution}, {"role", role}};
    }
  }
  return {};
}

const Json* RehearsedDelegate::document(const std::string& key) const {
  const auto found = documents_.find(key);
  return found == documents_.end() ? nullptr : &found->second;
}

bool RehearsedDelegate::once(const std::string& what, double probability) {
  return decided_.insert(what).second && chance(probability);
}

Json RehearsedDelegate::in_languages(const std::array<std::string_view, 2>& words) const {
  Json text = Json::object();
  for (const auto& language : document("workshop")->at("languages")) {
    if (language == "es") text["es"] = words[0];
    if (language == "en") text["en"] = words[1];
  }
  if (text.empty()) text[document("workshop")->at("languages").front().get<std::string>()] = words[1];
  return text;
}

std::string RehearsedDelegate::in_first_language(const Said& words) const {
  return std::string{document("workshop")->at("languages").front() == "es" ? words[0] : words[1]};
}

}  // namespace acuerdo
