#include "sessions/json/message.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "sessions/json/read.h"

namespace acuerdo {
namespace {

// Deeper than any message of ours; keeps a hostile one from exhausting the stack.
constexpr int kMaxDepth = 32;

// Of one object: more than any of ours has, and few enough to be looked through for one that is there twice.
constexpr std::size_t kMaxNames = 200;

template <class Kind>
MaybeRefused read_command(const Json& json, Command& out) {
  auto known = field_names<Kind>();
  known.insert(known.end(), {"type", "id"});
  if (auto refused = unknown_fields(json, known, {})) return refused;
  Kind command;
  if (auto refused = read_fields(json, command, Source::people, {})) return refused;
  out = std::move(command);
  return {};
}

template <class... Kinds>
MaybeRefused read_kind(std::string_view type, const Json& json, std::variant<Kinds...>& out) {
  MaybeRefused refused = Refusal{RefusalCode::unknown_type, "type", "There is no message of this type."};
  const auto try_kind = [&]<class Kind>(std::type_identity<Kind>) {
    if (type == Kind::kKind) refused = read_command<Kind>(json, out);
  };
  (try_kind(std::type_identity<Kinds>{}), ...);
  return refused;
}

bool command_id(std::string_view id) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  if (id.size() < 8 || id.size() > kMaxCodeLength) return false;
  for (const char c : id) {
    if (!allowed(c)) return false;
  }
  return true;
}

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

std::variant<CommandMessage, Refusal> parse_command(const Json& json) {
  CommandMessage message;
  const auto id = json.find("id");
  if (id == json.end()) return Refusal{RefusalCode::field_missing, "id", "id is missing."};
  if (!id->is_string() || !command_id(id->get_ref<const std::string&>())) {
    return Refusal{RefusalCode::field_invalid, "id",
                   "id must be 8 to 40 letters, digits, dashes or underscores."};
  }
  message.id.value = id->get<std::string>();
  if (auto refused = read_kind(json.at("type").get_ref<const std::string&>(), json, message.command))
    return *refused;
  return message;
}

template <class T>
std::variant<T, Refusal> parse(const Json& json) {
  T value;
  if (auto refused = read(json, value, Source::people)) return *refused;
  return value;
}
template std::variant<Definition, Refusal> parse<Definition>(const Json&);
template std::variant<JoinWorkshop, Refusal> parse<JoinWorkshop>(const Json&);

// Of a name that is there twice nobody knows which is meant: readers of the same text may differ.
std::variant<Json, Refusal> parse_json(std::string_view text) {
  std::vector<std::vector<std::string>> names;  // of each object that is open
  const Json::parser_callback_t strict = [&names](int depth, Json::parse_event_t event, Json& value) {
    if (depth > kMaxDepth) throw std::length_error("nested too deep");
    if (event == Json::parse_event_t::object_start) names.emplace_back();
    if (event == Json::parse_event_t::object_end) names.pop_back();
    if (event == Json::parse_event_t::key) {
      auto& here = names.back();
      const auto& name = value.get_ref<const std::string&>();
      if (std::ranges::find(here, name) != here.end()) throw std::invalid_argument("a name twice");
      if (here.size() >= kMaxNames) throw std::length_error("too many names");
      here.push_back(name);
    }
    return true;
  };
  try {
    return Json::parse(text, strict);
  } catch (const std::exception&) {
    return Refusal{RefusalCode::malformed, "",
                   "This is not JSON in UTF-8, nested at most 32 deep, with each name once in an object."};
  }
}

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
