// A receipt: what a voter holds to see that their sheet was counted. It stands in the record beside no
// position and no name.
#pragma once

#include "sessions/values/ids.h"

namespace acuerdo {

// Ten letters and digits that cannot be confused with each other, in two groups: "K7QF2-M9A3X".
using Receipt = Code<struct ReceiptTag>;

// Of the sheet that the command began. The voter's own device made the command's id, at random, and keeps it
// to itself: nobody else can tell whose receipt it is, and no server can give two voters the same.
Receipt receipt_of(ParticipantId voter, const CommandId& command);

}  // namespace acuerdo
