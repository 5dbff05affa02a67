#include "sessions/json/event_text.h"

#include <stdexcept>

#include "sessions/json/read.h"
#include "sessions/json/write.h"

namespace acuerdo {
namespace {

Json parse_own(std::string_view text) {
  auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) throw std::runtime_error("not JSON");
  return json;
}

template <class T>
T read_own(const Json& json) {
  T value;
  if (auto refused = read(json, value, Source::journal)) throw std::runtime_error(refused->sentence);
  return value;
}

template <class... Kinds>
bool read_event(std::string_view kind, const Json& json, std::variant<Kinds...>& out) {
  const auto try_kind = [&]<class Kind>(std::type_identity<Kind>) {
    if (kind != Kind::kKind) return false;
    out = read_own<Kind>(json);
    return true;
  };
  return (try_kind(std::type_identity<Kinds>{}) || ...);
}

}  // namespace

std::string event_fields(const Event& event) {
  return std::visit([](const auto& kind) { return canonical(kind); }, event);
}

Event parse_event(std::string_view kind, std::string_view fields) {
  Event event;
  if (!read_event(kind, parse_own(fields), event))
    throw std::runtime_error("unknown kind of event " + std::string{kind});
  return event;
}

std::string state_text(const Workshop& workshop) { return canonical(workshop); }

}  // namespace acuerdo
