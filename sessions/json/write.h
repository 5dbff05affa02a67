// The canonical JSON of described values: keys in byte order, no white space, integers only, UTF-8 as it is.
// The same value always gives the same bytes.
#pragma once

#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "sessions/values/field.h"
#include "sessions/values/fraction.h"
#include "sessions/values/ids.h"
#include "sessions/values/text.h"

namespace acuerdo {

using Json = nlohmann::json;

inline Json to_json_value(bool value) { return value; }
inline Json to_json_value(const std::string& value) { return value; }
inline Json to_json_value(Fraction value) { return to_string(value); }
inline Json to_json_value(Time value) { return value.time_since_epoch().count(); }
inline Json to_json_value(const Text& value) { return Json(value); }

template <class T>
requires std::is_integral_v<T> Json to_json_value(T value) { return value; }

template <class T>
requires std::is_enum_v<T> Json to_json_value(T value) {
  if constexpr (Named<T>) {
    return name_of(value);
  } else {
    return number(value);
  }
}

template <class Tag>
Json to_json_value(const Code<Tag>& value) {
  return value.value;
}

// The overloads find each other through the struct's own, which is declared before the containers use it.
template <Described T>
Json to_json_value(const T& value);
template <class T>
Json to_json_value(const std::optional<T>& value);
template <class... Kinds>
Json to_json_value(const std::variant<Kinds...>& value);
template <class T>
Json to_json_value(const std::vector<T>& values);
template <class T>
Json to_json_value(const std::deque<T>& values);
template <class T>
Json to_json_value(const std::set<T>& values);
template <class K, class V>
Json to_json_value(const std::map<K, V>& values);

template <Described T>
Json to_json_value(const T& value) {
  Json object = Json::object();
  T::fields()([&](const auto&... fields) {
    ((object[std::string{fields.name}] = to_json_value(value.*fields.member)), ...);
  });
  return object;
}

template <class T>
Json to_json_value(const std::optional<T>& value) {
  return value ? to_json_value(*value) : Json(nullptr);
}

// A choice among kinds says which in "kind".
template <class... Kinds>
Json to_json_value(const std::variant<Kinds...>& value) {
  return std::visit(
      [](const auto& kind) {
        Json object = to_json_value(kind);
        object["kind"] = std::decay_t<decltype(kind)>::kKind;
        return object;
      },
      value);
}

template <class Range>
Json list_of(const Range& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(to_json_value(value));
  return list;
}
template <class T>
Json to_json_value(const std::vector<T>& values) {
  return list_of(values);
}
template <class T>
Json to_json_value(const std::deque<T>& values) {
  return list_of(values);
}
template <class T>
Json to_json_value(const std::set<T>& values) {
  return list_of(values);
}

// A map is a list of [key, value], in the order of its keys, because keys need not be strings.
template <class K, class V>
Json to_json_value(const std::map<K, V>& values) {
  Json list = Json::array();
  for (const auto& [key, value] : values)
    list.push_back(Json::array({to_json_value(key), to_json_value(value)}));
  return list;
}

template <class T>
std::string canonical(const T& value) {
  return to_json_value(value).dump();
}

}  // namespace acuerdo
