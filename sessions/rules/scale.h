// The scale of a rule as numbers: for the rules that rate, and for the measures beside every result.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sessions/rules/measures.h"
#include "sessions/rules/rule.h"

namespace acuerdo {

// A scale of ratings from `highest` down to 1, and no opinion. Ratings from `agree_from` support; those as
// far from the other end object; between them they reserve. The reference stays valid for ever. 3 <= highest
// <= 10, 2 <= agree_from <= highest.
const std::vector<PositionOffered>& ratings(std::uint32_t highest, std::uint32_t agree_from);

// The scale of RAND/UCLA: from 9, appropriate, down to 1, inappropriate, and no opinion; from 7 on they
// support, to 3 they object.
const std::vector<PositionOffered>& appropriateness_ratings();

// A scale of points from `highest` down to 0. The reference stays valid for ever. 1 <= highest <= 20.
const std::vector<PositionOffered>& points(std::uint32_t highest);

// Does the position count for adoption? Support does, and so do reservations on the near side of an
// abstention, such as joining with one; who stands aside beyond it does not.
bool counts_for(const std::vector<PositionOffered>& scale, const PositionOffered& position);

// Where a position stands: at its number when its code is one, else at its place counted from the lowest.
// Abstentions stand nowhere.
std::optional<int> value_of(const std::vector<PositionOffered>& scale, const Position& position);

// Every value of the scale with its count; abstentions set aside.
Distribution distribution(const std::vector<PositionOffered>& scale, const Tally& tally);

// Every position that is not an abstention has a number for its code.
bool is_numeric(const std::vector<PositionOffered>& scale);

// A figure as people read it, with at most two decimals: "4", "0.75" in English, "0,75" in Spanish.
Text decimal(double figure);

}  // namespace acuerdo
