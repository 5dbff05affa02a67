#include "server/room/frames.h"

namespace acuerdo::frames {
namespace {

Json with_sequence(const Workshop& workshop, Json fields) {
  fields["seq"] = number(workshop.sequence);
  return fields;
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

Frame snapshot(const Workshop& workshop, Audience audience) {
  return encode("snapshot", with_sequence(workshop, snapshot_of(workshop, audience)));
}

Frame change(const Workshop& workshop, Audience audience, const std::set<DocumentKey>& keys) {
  return encode("change", with_sequence(workshop, change_of(workshop, audience, keys)));
}

Frame numbers(const Workshop& workshop, const Numbers& numbers, Audience audience) {
  return encode("tick", with_sequence(workshop, numbers.shown(workshop, audience)));
}

Frame mine(const Workshop& workshop, ParticipantId participant) {
  return encode("mine", with_sequence(workshop, mine_of(workshop, participant)));
}

Frame mine(const Workshop& workshop, ParticipantId participant, const Personal& changed) {
  return encode("mine", with_sequence(workshop, mine_of(workshop, participant, changed)));
}

Frame acknowledged(const CommandId& id, const Answered& answered) {
  Json fields{{"id", id.value}, {"seq", number(answered.sequence)}, {"at", to_json_value(answered.at)}};
  if (answered.created != 0) fields["created"] = answered.created;
  return encode("ack", std::move(fields));
}

Frame refused(const std::optional<CommandId>& id, const Refusal& refusal) {
  return encode("refused", {{"id", to_json_value(id)},
                            {"code", to_json_value(refusal.code)},
                            {"field", refusal.field.empty() ? Json(nullptr) : Json(refusal.field)},
                            {"sentence", refusal.sentence}});
}

Frame closing(const char* reason, const std::string& sentence) {
  return encode("closing", {{"reason", reason}, {"sentence", sentence}});
}

Frame pong(Time now) { return encode("pong", {{"now", to_json_value(now)}}); }

}  // namespace acuerdo::frames
