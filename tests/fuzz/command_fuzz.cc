// A participant's frames, whatever is in them: refused by name or done, and every document stays bounded.
#include <cstdlib>

#include "sessions/json/command_message.h"
#include "sessions/views/numbers.h"
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

// A room where much can be done: a facilitator, two delegates, a round open.
ModelCase room_of(Stage stage) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.delegate("mdi");
  room.delegate("pn");
  room.lead_to(elena, stage);
  return room;
}

void must(bool holds) {
  if (!holds) std::abort();
}

// Lines are frames; each is given by the facilitator and by both delegates.
void try_all(std::string_view frames) {
  static const std::array kRooms{room_of(Stage::proposing), room_of(Stage::clarifying),
                                 room_of(Stage::voting), room_of(Stage::reviewing)};
  for (const auto& start : kRooms) {
    auto workshop = start.workshop;
    Numbers numbers{workshop};
    for (std::size_t from = 0, given = 0; from < frames.size() && given < 8; ++given) {
      const auto end = std::min(frames.find('\n', from), frames.size());
      const auto json = parse_json(frames.substr(from, end - from));
      from = end + 1;
      if (const auto* refused = std::get_if<Refusal>(&json)) {
        must(!refused->sentence.empty());
        continue;
      }
      // A connection lets only this through.
      const auto& object = std::get<Json>(json);
      if (!object.is_object() || !object.contains("type") || !object.at("type").is_string()) continue;
      const auto message = parse_command(object);
      if (const auto* refused = std::get_if<Refusal>(&message)) {
        must(!Json(refused->field).dump().empty());  // valid UTF-8
        continue;
      }
      const auto& [id, command] = std::get<CommandMessage>(message);
      for (std::uint32_t actor = 1; actor <= 3; ++actor) {
        const auto step = take(workshop, {ParticipantId{actor}, start.now}, id, command);
        for (const auto& recorded : step.recorded) {
          numbers.see(workshop, recorded.event);
          for (const auto& key : touched(workshop, recorded).documents) {
            const auto shown = document(workshop, Audience::facilitators, key);
            must(!shown || shown->dump().size() <= kMaxDocumentBytes);
          }
        }
      }
    }
    must(numbers == Numbers{workshop});
  }
}

}  // namespace
}  // namespace acuerdo

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  acuerdo::try_all({reinterpret_cast<const char*>(data), size});
  return 0;
}
