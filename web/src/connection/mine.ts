// What concerns this participant alone, kept together from what the server tells of it.
import type { Ballot, Mine as Told } from "../protocol";

export interface Suggested {
  activity: number;
  institution: string;
  role: "leads" | "supports" | "monitors";
}

export interface Mine {
  seq: number;
  participant: NonNullable<Told["participant"]>;
  /** The activities they wrote. */
  authored: readonly number[];
  ballots: readonly Ballot[];
  suggestions: readonly Suggested[];
}

/** Null until we have heard who we are. Taking a frame twice does no harm. */
export function merged(known: Mine | null, told: Told): Mine | null {
  const before = told.all ? with_receipts_alone(known, told) : known;
  const participant = told.participant ?? before?.participant;
  if (!participant) return null;
  return {
    seq: Math.max(before?.seq ?? 0, told.seq),
    participant,
    authored: told.authored ?? before?.authored ?? [],
    ballots: with_ballots(before?.ballots ?? [], told.ballots ?? []),
    suggestions: with_suggestions(before?.suggestions ?? [], told.suggestions ?? []),
  };
}

/**
 * Everything is told anew: a ballot that is not told has left its round, with somebody who was removed. Only of rounds that
 * forget whose ballots they were do we keep what the server cannot tell any more; and nothing of another participant.
 */
function with_receipts_alone(known: Mine | null, told: Told): Mine | null {
  if (!known || (told.participant && told.participant.id !== known.participant.id)) return null;
  return { ...known, ballots: known.ballots.filter((ballot) => ballot.receipt !== null), suggestions: [] };
}

function with_ballots(before: readonly Ballot[], told: readonly Ballot[]): readonly Ballot[] {
  if (told.length === 0) return before;
  const place = (ballot: Ballot): string => `${ballot.subObjective}/${ballot.round}/${ballot.activity}`;
  const by_place = new Map(before.map((ballot) => [place(ballot), ballot]));
  for (const ballot of told) by_place.set(place(ballot), ballot);
  return [...by_place.values()];
}

function with_suggestions(before: readonly Suggested[], told: NonNullable<Told["suggestions"]>): readonly Suggested[] {
  if (told.length === 0) return before;
  const anew = new Set(told.map((one) => one.activity));
  return [...before.filter((one) => !anew.has(one.activity)), ...told.flatMap(({ activity, assignments }) => assignments.map((one) => ({ activity, ...one })))];
}
