// Who may do what: one table of all commands.
//
// take() asks it before anything else is decided. A command that is allowed to a role may still be refused
// with `role` or `not_author` for whose thing it is: a row's `within` says so.
#pragma once

#include <array>
#include <string_view>
#include <variant>

#include "sessions/core/command.h"
#include "sessions/model/names.h"

namespace acuerdo {

inline constexpr Roles kFacilitators{Role::facilitator};
inline constexpr Roles kWriters{Role::facilitator, Role::rapporteur};  // of the minutes
inline constexpr Roles kSpeakers{Role::facilitator, Role::delegate};   // who bring in what is decided on
inline constexpr Roles kDelegates{Role::delegate};
inline constexpr Roles kLetIn{Role::facilitator, Role::rapporteur, Role::delegate, Role::observer};

struct Permission {
  std::string_view command;  // its kind, such as "ballot.cast"
  Roles who;
  std::string_view within = {};  // whose, where not all of them may do it with everything
};

// In the order of Command: place n is that of its alternative n.
extern const std::array<Permission, std::variant_size_v<Command>> kPermissions;

// Who may give the command.
Roles who_may(const Command& command);

}  // namespace acuerdo
