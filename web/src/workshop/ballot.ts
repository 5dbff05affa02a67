// Where a person's ballot on an activity stands: said only as far as it is true.
import type { Mine } from "../connection/mine";
import type { Ballot, CastBallot, Rule } from "../protocol";
import type { AnswerCode, CommandState } from "../connection/outbox";

/** A command as a screen holds it. */
export interface Given {
  readonly command: { type: string };
  readonly state: CommandState;
}

export type BallotStanding =
  | { name: "none" }
  /** Waits for the line. */
  | { name: "queued" | "sending"; position: string; reason: string }
  /** On disk since `at`, by the server's clock. */
  | { name: "recorded"; position: string; reason: string; at: number }
  /** The last try was refused; what stands in the record, if anything, is `kept`. */
  | { name: "refused"; position: string; reason: string; code: AnswerCode; kept: { position: string; at: number } | null };

/** What the server says is ours on an activity, in that round. */
export function own_ballot(mine: Mine | null, sub_objective: string, round: number | undefined, activity: number): Ballot | undefined {
  return mine?.ballots.find((ballot) => ballot.activity === activity && ballot.round === round && ballot.subObjective === sub_objective);
}

/**
 * From what was given on this page and what the server says is ours. An acknowledgement counts at once: it may come before the
 * server's list of our ballots does. A ballot given on another device counts when that list is newer.
 */
export function ballot_standing(given: readonly Given[], mine: Mine | null, sub_objective: string, round: number, activity: number): BallotStanding {
  const recorded = own_ballot(mine, sub_objective, round, activity);
  const tries = given.flatMap((one) => (is_ballot(one.command, round, activity) ? [{ state: one.state, command: one.command }] : []));
  const last = tries.at(-1);
  const acknowledged = tries.findLast((one) => one.state.name === "recorded" && one.state.seq > (mine?.seq ?? 0));
  const kept =
    acknowledged?.state.name === "recorded"
      ? { position: acknowledged.command.position, reason: acknowledged.command.reason ?? "", at: acknowledged.state.at }
      : recorded
        ? { position: recorded.position, reason: recorded.reason, at: recorded.at }
        : null;
  if (last && (last.state.name === "queued" || last.state.name === "sending")) {
    return { name: last.state.name, position: last.command.position, reason: last.command.reason ?? "" };
  }
  if (last?.state.name === "refused") return { name: "refused", position: last.command.position, reason: last.command.reason ?? "", code: last.state.code, kept };
  return kept ? { name: "recorded", ...kept } : { name: "none" };
}

/** Of a whole sheet: ballots on disk (an earlier one still counts when a change of it was refused), and those on their way. */
export function sheet_progress(standings: readonly BallotStanding[]): { recorded: number; on_its_way: number } {
  return {
    recorded: standings.filter((one) => one.name === "recorded" || (one.name === "refused" && one.kept !== null)).length,
    on_its_way: standings.filter((one) => one.name === "queued" || one.name === "sending").length,
  };
}

/** Of the dots or approvals a voter has for the whole sheet, those left; null where the rule sets no such bound. */
export function budget_left(rule: Rule, standings: readonly BallotStanding[]): { left: number; all: number } | null {
  const counts = standings.flatMap((one) => (one.name === "none" ? [] : one.name === "refused" ? (one.kept ? [one.kept.position] : []) : [one.position]));
  if (rule.kind === "dots") return { all: rule.dots, left: rule.dots - counts.reduce((sum, position) => sum + Number(position), 0) };
  if (rule.kind === "approval" && rule.most > 0) return { all: rule.most, left: rule.most - counts.filter((position) => position === "approve").length };
  return null;
}

function is_ballot(command: { type: string }, round: number, activity: number): command is CastBallot {
  if (command.type !== "ballot.cast") return false;
  const ballot = command as CastBallot;
  return ballot.activity === activity && ballot.round === round;
}
