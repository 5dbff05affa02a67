#include "sessions/json/parse.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "sessions/core/command.h"
#include "sessions/json/read.h"

namespace acuerdo {
namespace {

// Deeper than any message of ours; keeps a hostile one from exhausting the stack.
constexpr int kMaxDepth = 32;

// Of one object: more than any of ours has, and few enough to be looked through for one that is there twice.
constexpr std::size_t kMaxNames = 200;

}  // namespace

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

template <class T>
std::variant<T, Refusal> parse(const Json& json) {
  T value;
  if (auto refused = read(json, value, Source::people)) return *refused;
  return value;
}
template std::variant<Definition, Refusal> parse<Definition>(const Json&);
template std::variant<JoinWorkshop, Refusal> parse<JoinWorkshop>(const Json&);

}  // namespace acuerdo
