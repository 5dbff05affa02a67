// Reads described values from JSON, and says precisely what is wrong: which field, why, what to do.
#pragma once

#include <deque>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "sessions/json/text.h"
#include "sessions/json/write.h"
#include "sessions/values/refusal.h"

namespace acuerdo {

// Where a value comes from. What people send is normalised to NFC, held to its bounds, and may not have
// fields we do not know; what we wrote ourselves (journal, snapshots) went through that before.
enum class Source { people, journal };

// Where in the message we are, for refusals: "pillars[2].title".
struct Place {
  std::string path;
  Place field(std::string_view name) const {
    return {path.empty() ? std::string{name} : path + "." + std::string{name}};
  }
  Place element(std::size_t index) const { return {path + "[" + std::to_string(index) + "]"}; }
};

inline Refusal invalid(const Place& place, std::string_view expected) {
  return {RefusalCode::field_invalid, place.path, place.path + " must be " + std::string{expected} + "."};
}

// The most elements of a list that names no bound of its own: no list in our messages or states is longer.
inline constexpr std::size_t kMaxElements = 10'000'000;

MaybeRefused read(const Json& json, bool& out, Source source, const Place& place, std::size_t most,
                  bool required);
MaybeRefused read(const Json& json, std::string& out, Source source, const Place& place, std::size_t most,
                  bool required);
MaybeRefused read(const Json& json, Fraction& out, Source source, const Place& place, std::size_t most,
                  bool required);
MaybeRefused read(const Json& json, Time& out, Source source, const Place& place, std::size_t most,
                  bool required);
MaybeRefused read(const Json& json, Text& out, Source source, const Place& place, std::size_t most,
                  bool required);
MaybeRefused read_code(const Json& json, std::string& out, Source source, const Place& place);
MaybeRefused read_number(const Json& json, std::uint64_t& out, std::uint64_t largest, const Place& place);
MaybeRefused unknown_fields(const Json& json, const std::vector<std::string_view>& known, const Place& place);

template <class T>
requires std::is_integral_v<T> MaybeRefused read(const Json& json, T& out, Source, const Place& place,
                                                 std::size_t, bool) {
  std::uint64_t value = 0;
  if (auto refused =
          read_number(json, value, static_cast<std::uint64_t>(std::numeric_limits<T>::max()), place))
    return refused;
  out = static_cast<T>(value);
  return {};
}

template <class T>
requires std::is_enum_v<T> MaybeRefused read(const Json& json, T& out, Source, const Place& place,
                                             std::size_t, bool) {
  if constexpr (Named<T>) {
    std::string expected = "one of";
    for (const auto& [value, name] : names_of(T{})) {
      if (json.is_string() && json.get_ref<const std::string&>() == name) {
        out = value;
        return {};
      }
      expected.append(" ").append(name);
    }
    return invalid(place, expected);
  } else {
    using Number = std::underlying_type_t<T>;
    std::uint64_t value = 0;
    if (auto refused = read_number(json, value, std::numeric_limits<Number>::max(), place)) return refused;
    out = static_cast<T>(value);
    return {};
  }
}

template <class Tag>
MaybeRefused read(const Json& json, Code<Tag>& out, Source source, const Place& place, std::size_t, bool) {
  return read_code(json, out.value, source, place);
}

template <Described T>
MaybeRefused read(const Json& json, T& out, Source source, const Place& place, std::size_t most,
                  bool required);
template <class T>
MaybeRefused read(const Json& json, std::optional<T>& out, Source source, const Place& place,
                  std::size_t most, bool required);
template <class... Kinds>
MaybeRefused read(const Json& json, std::variant<Kinds...>& out, Source source, const Place& place,
                  std::size_t most, bool required);
template <class T>
MaybeRefused read(const Json& json, std::vector<T>& out, Source source, const Place& place, std::size_t most,
                  bool required);
template <class T>
MaybeRefused read(const Json& json, std::deque<T>& out, Source source, const Place& place, std::size_t most,
                  bool required);
template <class T>
MaybeRefused read(const Json& json, std::set<T>& out, Source source, const Place& place, std::size_t most,
                  bool required);
template <class K, class V>
MaybeRefused read(const Json& json, std::map<K, V>& out, Source source, const Place& place, std::size_t most,
                  bool required);

// A list of texts of at most `each` code points.
template <class List>
MaybeRefused read_each(const Json& json, List& out, Source source, const Place& place, std::size_t most,
                       std::size_t each);

// The fields of a struct, without looking for unknown ones (a message's "type" and "id" stand beside them).
template <Described T>
MaybeRefused read_fields(const Json& json, T& out, Source source, const Place& place) {
  MaybeRefused refused;
  const auto read_one = [&](const auto& field) {
    if (refused) return;
    const auto found = json.find(field.name);
    if (found != json.end()) {
      if (field.each > 0) {
        refused =
            read_each(*found, out.*field.member, source, place.field(field.name), field.most, field.each);
      } else {
        refused =
            read(*found, out.*field.member, source, place.field(field.name), field.most, field.required);
      }
    } else if (field.required) {
      const auto path = place.field(field.name).path;
      refused = Refusal{RefusalCode::field_missing, path, path + " is missing."};
    }
  };
  T::fields()([&](const auto&... fields) { (read_one(fields), ...); });
  return refused;
}

template <Described T>
std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names;
  T::fields()([&](const auto&... fields) { (names.push_back(fields.name), ...); });
  return names;
}

template <Described T>
MaybeRefused read(const Json& json, T& out, Source source, const Place& place, std::size_t, bool) {
  if (!json.is_object()) return invalid(place, "an object");
  if (source == Source::people) {
    if (auto refused = unknown_fields(json, field_names<T>(), place)) return refused;
  }
  return read_fields(json, out, source, place);
}

template <class T>
MaybeRefused read(const Json& json, std::optional<T>& out, Source source, const Place& place,
                  std::size_t most, bool) {
  if (json.is_null()) {
    out.reset();
    return {};
  }
  return read(json, out.emplace(), source, place, most, true);
}

// Tries the kinds one after the other; "kind" says which it is.
template <class... Kinds>
MaybeRefused read(const Json& json, std::variant<Kinds...>& out, Source source, const Place& place,
                  std::size_t, bool) {
  if (!json.is_object()) return invalid(place, "an object with a kind");
  const auto kind = json.find("kind");
  MaybeRefused refused = invalid(place.field("kind"), "a known kind");
  if (kind == json.end() || !kind->is_string()) return refused;
  const auto try_kind = [&]<class Kind>(std::type_identity<Kind>) {
    if (kind->template get_ref<const std::string&>() != Kind::kKind) return;
    Kind value;
    refused.reset();
    if (source == Source::people) {
      auto known = field_names<Kind>();
      known.push_back("kind");
      refused = unknown_fields(json, known, place);
    }
    if (!refused) refused = read_fields(json, value, source, place);
    if (!refused) out = std::move(value);
  };
  (try_kind(std::type_identity<Kinds>{}), ...);
  return refused;
}

template <class List, class Insert>
MaybeRefused read_list(const Json& json, List& out, Source source, const Place& place, std::size_t most,
                       Insert insert, std::size_t each = 0) {
  const auto bound = most > 0 ? most : kMaxElements;
  if (!json.is_array() || json.size() > bound)
    return invalid(place, "a list of at most " + std::to_string(bound));
  out.clear();
  std::size_t index = 0;
  for (const auto& element : json) {
    typename List::value_type value{};
    if (auto refused = read(element, value, source, place.element(index++), each, true)) return refused;
    insert(std::move(value));
  }
  return {};
}
template <class T>
MaybeRefused read(const Json& json, std::vector<T>& out, Source source, const Place& place, std::size_t most,
                  bool) {
  return read_list(json, out, source, place, most, [&](T value) { out.push_back(std::move(value)); });
}
template <class List>
MaybeRefused read_each(const Json& json, List& out, Source source, const Place& place, std::size_t most,
                       std::size_t each) {
  if constexpr (requires { out.push_back(std::declval<typename List::value_type>()); }) {
    return read_list(
        json, out, source, place, most, [&](auto value) { out.push_back(std::move(value)); }, each);
  } else {
    return read(json, out, source, place, most, true);
  }
}
template <class T>
MaybeRefused read(const Json& json, std::deque<T>& out, Source source, const Place& place, std::size_t most,
                  bool) {
  return read_list(json, out, source, place, most, [&](T value) { out.push_back(std::move(value)); });
}
template <class T>
MaybeRefused read(const Json& json, std::set<T>& out, Source source, const Place& place, std::size_t most,
                  bool) {
  return read_list(json, out, source, place, most, [&](T value) { out.insert(std::move(value)); });
}

template <class K, class V>
MaybeRefused read(const Json& json, std::map<K, V>& out, Source source, const Place& place, std::size_t,
                  bool) {
  if (!json.is_array()) return invalid(place, "a list of pairs");
  out.clear();
  std::size_t index = 0;
  for (const auto& pair : json) {
    const auto here = place.element(index++);
    if (!pair.is_array() || pair.size() != 2) return invalid(here, "a pair");
    K key{};
    V value{};
    if (auto refused = read(pair[0], key, source, here, 0, true)) return refused;
    if (auto refused = read(pair[1], value, source, here, 0, true)) return refused;
    out.emplace(std::move(key), std::move(value));
  }
  return {};
}

template <class T>
MaybeRefused read(const Json& json, T& out, Source source) {
  return read(json, out, source, Place{}, 0, true);
}

}  // namespace acuerdo
