#include "sessions/json/command_message.h"

#include "sessions/json/read.h"

namespace acuerdo {
namespace {

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

}  // namespace acuerdo
