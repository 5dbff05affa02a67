// Described values as bytes, compact and quick to read: for snapshots, which are written and read by the same
// version of the program.
//
//   number, enumeration   variable length, 7 bits a byte, least significant first; signed ones zig-zag
//   text, code            length, bytes
//   fraction              numerator, denominator
//   optional              0, or 1 and the value
//   variant               place in the list of kinds, the value
//   list, set, map        length, elements (a map's: key, value)
//   struct                its fields in order, without names
//
// Nothing in the bytes says what they are: who writes them must say which layout they have (layout_of).
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "sessions/values/field.h"
#include "sessions/values/fraction.h"
#include "sessions/values/ids.h"
#include "sessions/values/text.h"

namespace acuerdo::binary {

// The bytes are not what they should be.
class Malformed : public std::runtime_error {
 public:
  Malformed() : std::runtime_error("the bytes are not a value of this layout") {}
};

class Writer {
 public:
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

  void number(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_.push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    bytes_.push_back(static_cast<char>(value));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
  }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_{bytes} {}
  bool done() const { return rest_.empty(); }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) throw Malformed{};
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    throw Malformed{};
  }
  std::string_view text() {
    const auto size = number();
    if (size > rest_.size()) throw Malformed{};
    const auto value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }
  // Of a list; one element takes a byte at least, so that a wrong length cannot make us take the machine's
  // memory.
  std::size_t length() {
    const auto size = number();
    if (size > rest_.size()) throw Malformed{};
    return size;
  }

 private:
  std::string_view rest_;
};

constexpr std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

template <class T>
struct Codec;

template <class T>
void write(Writer& out, const T& value) {
  Codec<T>::write(out, value);
}
template <class T>
void read(Reader& in, T& value) {
  Codec<T>::read(in, value);
}

template <class T>
requires std::unsigned_integral<T>
struct Codec<T> {
  static void write(Writer& out, T value) { out.number(value); }
  static void read(Reader& in, T& value) {
    const auto number = in.number();
    value = static_cast<T>(number);
    if (value != number) throw Malformed{};
  }
};

template <class T>
requires std::is_enum_v<T>
struct Codec<T> {
  static void write(Writer& out, T value) { out.number(static_cast<std::uint64_t>(value)); }
  static void read(Reader& in, T& value) {
    const auto number = in.number();
    value = static_cast<T>(number);
    if (static_cast<std::uint64_t>(value) != number) throw Malformed{};
    if constexpr (Named<T>) {
      if (name_of(value).empty()) throw Malformed{};
    }
  }
};

template <>
struct Codec<std::string> {
  static void write(Writer& out, const std::string& value) { out.text(value); }
  static void read(Reader& in, std::string& value) { value = in.text(); }
};

template <class Tag>
struct Codec<Code<Tag>> {
  static void write(Writer& out, const Code<Tag>& code) { out.text(code.value); }
  static void read(Reader& in, Code<Tag>& code) { code.value = in.text(); }
};

template <>
struct Codec<Time> {
  static void write(Writer& out, Time value) { out.number(zigzag(value.time_since_epoch().count())); }
  static void read(Reader& in, Time& value) {
    value = Time{std::chrono::milliseconds{unzigzag(in.number())}};
  }
};

template <>
struct Codec<Fraction> {
  static void write(Writer& out, Fraction value) {
    out.number(value.numerator);
    out.number(value.denominator);
  }
  static void read(Reader& in, Fraction& value) {
    binary::read(in, value.numerator);
    binary::read(in, value.denominator);
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static void write(Writer& out, const std::optional<T>& value) {
    out.number(value ? 1 : 0);
    if (value) binary::write(out, *value);
  }
  static void read(Reader& in, std::optional<T>& value) {
    const auto there = in.number();
    if (there > 1) throw Malformed{};
    value.reset();
    if (there == 1) binary::read(in, value.emplace());
  }
};

template <class... Kinds>
struct Codec<std::variant<Kinds...>> {
  static void write(Writer& out, const std::variant<Kinds...>& value) {
    out.number(value.index());
    std::visit([&](const auto& kind) { binary::write(out, kind); }, value);
  }
  static void read(Reader& in, std::variant<Kinds...>& value) {
    const auto place = in.number();
    std::size_t at = 0;
    const auto try_kind = [&]<class Kind>(std::type_identity<Kind>) {
      if (at++ == place) binary::read(in, value.template emplace<Kind>());
    };
    (try_kind(std::type_identity<Kinds>{}), ...);
    if (place >= at) throw Malformed{};
  }
};

template <class T>
struct Codec<std::vector<T>> {
  static void write(Writer& out, const std::vector<T>& values) {
    out.number(values.size());
    for (const auto& value : values) binary::write(out, value);
  }
  static void read(Reader& in, std::vector<T>& values) {
    values.clear();
    values.resize(in.length());
    for (auto& value : values) binary::read(in, value);
  }
};

// Keys come in order, so that each goes to the end.
template <class T, class... Rest>
struct Codec<std::set<T, Rest...>> {
  static void write(Writer& out, const std::set<T, Rest...>& values) {
    out.number(values.size());
    for (const auto& value : values) binary::write(out, value);
  }
  static void read(Reader& in, std::set<T, Rest...>& values) {
    values.clear();
    for (auto left = in.length(); left > 0; --left) {
      T value{};
      binary::read(in, value);
      values.emplace_hint(values.end(), std::move(value));
    }
  }
};

template <class K, class V, class... Rest>
struct Codec<std::map<K, V, Rest...>> {
  static void write(Writer& out, const std::map<K, V, Rest...>& values) {
    out.number(values.size());
    for (const auto& [key, value] : values) {
      binary::write(out, key);
      binary::write(out, value);
    }
  }
  static void read(Reader& in, std::map<K, V, Rest...>& values) {
    values.clear();
    for (auto left = in.length(); left > 0; --left) {
      K key{};
      binary::read(in, key);
      binary::read(in, values.emplace_hint(values.end(), std::move(key), V{})->second);
    }
  }
};

template <Described T>
struct Codec<T> {
  static void write(Writer& out, const T& value) {
    T::fields()([&](const auto&... fields) { (binary::write(out, value.*fields.member), ...); });
  }
  static void read(Reader& in, T& value) {
    T::fields()([&](const auto&... fields) { (binary::read(in, value.*fields.member), ...); });
  }
};

// A struct without fields still takes a byte, so that lists of it have a length that can be believed.
template <Described T>
requires(field_count<T>() == 0) struct Codec<T> {
  static void write(Writer& out, const T&) { out.number(0); }
  static void read(Reader& in, T&) { in.number(); }
};

// The layout of a type in words: names and types of its fields, all the way down. Two versions of the program
// whose layouts read the same read each other's bytes.
template <class T>
struct Layout {
  static std::string words() { return "number"; }
};
template <class T>
std::string layout_of() {
  return Layout<T>::words();
}
template <>
struct Layout<std::string> {
  static std::string words() { return "text"; }
};
template <class Tag>
struct Layout<Code<Tag>> {
  static std::string words() { return "text"; }
};
template <>
struct Layout<Fraction> {
  static std::string words() { return "fraction"; }
};
template <class T>
requires(std::is_enum_v<T>&& Named<T>) struct Layout<T> {
  static std::string words() {
    std::string all = "one of";
    for (const auto& [value, name] : names_of(T{})) all += " " + std::string{name};
    return all;
  }
};
template <class T>
struct Layout<std::optional<T>> {
  static std::string words() { return layout_of<T>() + "?"; }
};
template <class T>
struct Layout<std::vector<T>> {
  static std::string words() { return "[" + layout_of<T>() + "]"; }
};
template <class T, class... Rest>
struct Layout<std::set<T, Rest...>> {
  static std::string words() { return "{" + layout_of<T>() + "}"; }
};
template <class K, class V, class... Rest>
struct Layout<std::map<K, V, Rest...>> {
  static std::string words() { return "{" + layout_of<K>() + ": " + layout_of<V>() + "}"; }
};
template <class... Kinds>
struct Layout<std::variant<Kinds...>> {
  static std::string words() { return "(" + ((layout_of<Kinds>() + "|") + ...) + ")"; }
};
template <Described T>
struct Layout<T> {
  static std::string words() {
    std::string all = "(";
    T::fields()([&](const auto&... fields) {
      ((all += std::string{fields.name} + " " +
               layout_of<std::decay_t<decltype(std::declval<T&>().*fields.member)>>() + ","),
       ...);
    });
    return all + ")";
  }
};

}  // namespace acuerdo::binary
