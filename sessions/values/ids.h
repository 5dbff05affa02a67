// Identifiers of the domain. Types that name different things do not mix.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>

namespace acuerdo {

// Numbers given in the order of creation, from 1. Participant 0 is the workshop itself: author of imported
// drafts, actor of what the server does by itself.
enum class ParticipantId : std::uint32_t {};
enum class ActivityId : std::uint32_t {};
enum class AmendmentId : std::uint32_t {};
enum class CommentId : std::uint32_t {};

// Rounds of one sub-objective count from 1.
enum class RoundNumber : std::uint16_t {};

// Place of an event in the journal; the first is 1, 0 is before any.
enum class Sequence : std::uint64_t {};

inline constexpr ParticipantId kTheWorkshop{0};

// The number behind an identifier.
template <class Id>
requires std::is_enum_v<Id>
constexpr auto number(Id id) { return static_cast<std::underlying_type_t<Id>>(id); }

constexpr Sequence next(Sequence sequence) { return Sequence{number(sequence) + 1}; }

// A code given by the workshop's definition or by a client, such as "1.1.2" or "mineduc". At most
// kMaxCodeLength bytes of ASCII.
template <class Tag>
struct Code {
  std::string value;
  auto operator<=>(const Code&) const = default;
};
inline constexpr std::size_t kMaxCodeLength = 40;

using WorkshopId = Code<struct WorkshopTag>;
using InstitutionId = Code<struct InstitutionTag>;
using PillarId = Code<struct PillarTag>;
using ObjectiveId = Code<struct ObjectiveTag>;
using SubObjectiveId = Code<struct SubObjectiveTag>;
using LiveSessionId = Code<struct LiveSessionTag>;

// An option of a decision rule's scale, such as "join_with_reservation".
using Position = Code<struct PositionTag>;

// Made by the client: the same id from the same participant is the same command, however often it arrives.
using CommandId = Code<struct CommandTag>;

// A moment, in milliseconds since 1970 (UTC).
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

}  // namespace acuerdo
