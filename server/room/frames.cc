#include "server/room/frames.h"

#include <fmt/format.h>

namespace acuerdo::frames {
namespace {

constexpr std::size_t kAround = 2'048;  // a participant, type, sequence and punctuation

Json with_sequence(Sequence sequence, Json fields) {
  fields["seq"] = number(sequence);
  return fields;
}

// Of one text's parts, as many together as fit a frame.
std::vector<std::string> packed(const std::vector<std::string>& parts) {
  std::vector<std::string> packs(1);
  for (const auto& part : parts) {
    if (!packs.back().empty() && packs.back().size() + part.size() + kAround > kMaxFrame)
      packs.emplace_back();
    if (!packs.back().empty()) packs.back() += ',';
    packs.back() += part;
  }
  return packs;
}

// Each document is encoded once, and the frames are put together from their texts.
Frames in_frames(Sequence sequence, const char* first_type, const Json& documents) {
  std::vector<std::string> parts;
  for (const auto& [key, document] : documents.items())
    parts.push_back(Json(key).dump() + ":" + document.dump());
  const auto packs = packed(parts);
  Frames frames;
  for (const auto& pack : packs) {
    const auto more = frames.size() + 1 < packs.size() ? R"("more":true,)" : "";
    frames.push_back(text_frame(fmt::format(R"({{"docs":{{{}}},{}"seq":{},"type":"{}"}})", pack, more,
                                            number(sequence), frames.empty() ? first_type : "change")));
  }
  return frames;
}

}  // namespace

Frame encode(const char* type, Json fields) {
  fields["type"] = type;
  return text_frame(fields.dump());
}

Frame welcome(const std::string& boot, Time now, Audience audience, std::optional<ParticipantId> participant,
              bool resumed) {
  return encode("welcome", {{"protocol", "acuerdo.v1"},
                            {"boot", boot},
                            {"now", to_json_value(now)},
                            {"audience", to_json_value(audience)},
                            {"participant", to_json_value(participant)},
                            {"resumed", resumed}});
}

Frames snapshot(const Workshop& workshop, Audience audience) {
  return in_frames(workshop.sequence, "snapshot", snapshot_of(workshop, audience)["docs"]);
}

Frames change(const Workshop& workshop, Audience audience, const std::set<DocumentKey>& keys, Sequence told) {
  return in_frames(told, "change", change_of(workshop, audience, keys)["docs"]);
}

Frame numbers(const Workshop& workshop, const Numbers& numbers, const Signals& signals, Audience audience,
              Sequence told) {
  auto shown = numbers.shown(workshop, audience);
  if (audience == Audience::facilitators) {
    for (auto& session : shown["presence"])
      session["lost"] = signals.lost(LiveSessionId{session.at("liveSession").get<std::string>()});
  }
  return encode("tick", with_sequence(told, std::move(shown)));
}

// Nearly always one frame; ballots with long reasons can be many.
Frames mine(const Workshop& workshop, ParticipantId participant) {
  auto all = mine_of(workshop, participant);
  Frames frames;
  Json part{{"all", true},
            {"participant", std::move(all["participant"])},
            {"authored", std::move(all["authored"])}};
  std::size_t size = part["authored"].dump().size();
  for (const auto* list : {"ballots", "suggestions"}) {
    part[list] = Json::array();
    for (auto& item : all[list]) {
      const auto bytes = item.dump().size() + 1;
      if (size + bytes + kAround > kMaxFrame) {
        frames.push_back(
            encode("mine", with_sequence(workshop.sequence, std::exchange(part, Json::object()))));
        size = 0;
      }
      size += bytes;
      part[list].push_back(std::move(item));
    }
  }
  frames.push_back(encode("mine", with_sequence(workshop.sequence, std::move(part))));
  return frames;
}

Frames mine(const Workshop& workshop, ParticipantId participant, const Personal& changed) {
  if (changed.all) return mine(workshop, participant);
  return {encode("mine", with_sequence(workshop.sequence, mine_of(workshop, participant, changed)))};
}

Frame acknowledged(const CommandId& id, const Answered& answered) {
  Json fields{{"id", id.value}, {"seq", number(answered.sequence)}, {"at", to_json_value(answered.at)}};
  if (answered.created != 0) fields["created"] = answered.created;
  return encode("ack", std::move(fields));
}

Frame refused(const std::optional<CommandId>& id, const Refusal& refusal) {
  Json told{{"id", to_json_value(id)},
            {"code", to_json_value(refusal.code)},
            {"field", refusal.field.empty() ? Json(nullptr) : Json(refusal.field)},
            {"sentence", refusal.sentence}};
  if (refusal.most > 0) told["most"] = refusal.most;
  return encode("refused", std::move(told));
}

Frame closing(const char* reason, const std::string& sentence) {
  return encode("closing", {{"reason", reason}, {"sentence", sentence}});
}

Frame pong(Time now) { return encode("pong", {{"now", to_json_value(now)}}); }

}  // namespace acuerdo::frames
