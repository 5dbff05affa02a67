// Describes a struct's fields once: its parser, its canonical form and the check against its schema all
// follow from it.
//
//   struct CastBallot {
//     ActivityId activity{};
//     std::string reason;
//     static constexpr auto fields() {
//       return fields_of(field("activity", &CastBallot::activity), field("reason",
//       &CastBallot::reason).up_to(kMaxReason).optional());
//     }
//   };
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace acuerdo {

template <class Owner, class Member>
struct Field {
  std::string_view name;
  Member Owner::*member;
  std::size_t most = 0;  // code points of a text, or elements of a list; 0: the type's own bound
  std::size_t each = 0;  // of a list, code points of each text; 0: the type's own bound
  bool required = true;  // else it may be missing, and a text may be empty

  constexpr Field up_to(std::size_t bound) const {
    auto copy = *this;
    copy.most = bound;
    return copy;
  }
  constexpr Field of_up_to(std::size_t bound) const {
    auto copy = *this;
    copy.each = bound;
    return copy;
  }
  constexpr Field optional() const {
    auto copy = *this;
    copy.required = false;
    return copy;
  }
};

template <class Owner, class Member>
constexpr Field<Owner, Member> field(std::string_view name, Member Owner::*member) {
  return {name, member};
}

// Fields for whoever asks: `T::fields()([](const auto&... fields) { ... })`. Not a std::tuple, whose
// constructors the compiler weighs anew for each struct: a file that sees the events took it 9 s, not 2.
template <class... Fields>
constexpr auto fields_of(Fields... fields) {
  return [=](auto&& use) { return use(fields...); };
}

// A struct that describes its fields.
template <class T>
concept Described = requires {
  T::fields();
};

template <Described T>
constexpr std::size_t field_count() {
  return T::fields()([](const auto&... fields) { return sizeof...(fields); });
}

// An enumeration whose values have names: `constexpr auto names_of(Stage)` beside it returns an array of
// pairs.
template <class T>
concept Named = requires(T value) {
  names_of(value);
};

template <Named T>
constexpr std::string_view name_of(T value) {
  for (const auto& [v, name] : names_of(value)) {
    if (v == value) return name;
  }
  return {};
}

// A shorthand for the tables of names.
template <class Enum, std::size_t N>
using NameTable = std::array<std::pair<Enum, std::string_view>, N>;

}  // namespace acuerdo
