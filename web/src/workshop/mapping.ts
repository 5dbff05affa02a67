// Which institutions carry an activity out and which watch over it: what was adopted, or what the room was asked, or what suggestions and
// draft point to.
import type { ActivityDocument, Assignment, AssignmentAnswer, AssignmentRole, Suggestion } from "../protocol";

export type Mapping = Record<AssignmentRole, string[]>;

export const assignment_roles: readonly AssignmentRole[] = ["leads", "supports", "monitors"];

/**
 * The mapping as adopted; before that, the one the room last voted on; before that, the one a facilitator is offered: for each role the
 * institutions suggested most often, together with those that stood in the draft, but not those that declined. One institution leads; it
 * does not also support or monitor what it leads.
 */
export function mapping(activity: ActivityDocument): Mapping {
  const told = activity.assignments ?? activity.asked?.assignments;
  if (told) return by_role(told);
  const of_role = (role: AssignmentRole): Suggestion[] => activity.suggestions.filter((one) => one.role === role && (one.count > 0 || one.draft) && answer_of(activity, one.institution, role)?.answer !== "declined").sort(by_weight);
  const leader = of_role("leads")[0]?.institution;
  const others = (role: AssignmentRole): string[] => of_role(role).map((one) => one.institution).filter((institution) => institution !== leader);
  return { leads: leader === undefined ? [] : [leader], supports: others("supports"), monitors: others("monitors") };
}

export function by_role(assignments: readonly Assignment[]): Mapping {
  const of_role = (role: AssignmentRole): string[] => assignments.filter((one) => one.role === role).map((one) => one.institution);
  return { leads: of_role("leads"), supports: of_role("supports"), monitors: of_role("monitors") };
}

export function assignments_of(one: Mapping): Assignment[] {
  return assignment_roles.flatMap((role) => one[role].map((institution) => ({ institution, role })));
}

export function is_empty(one: Mapping): boolean {
  return assignment_roles.every((role) => one[role].length === 0);
}

// People's suggestions weigh more than the draft; the draft breaks ties.
function by_weight(a: Suggestion, b: Suggestion): number {
  return b.count - a.count || Number(b.draft) - Number(a.draft);
}

/** What an institution said to a role of its own, if anything. */
export function answer_of(activity: ActivityDocument, institution: string, role: AssignmentRole): AssignmentAnswer | undefined {
  return activity.answers.find((one) => one.institution === institution && one.role === role);
}

/** Roles in which it is suggested, drafted or recorded: those it may be asked about. */
export function roles_of(activity: ActivityDocument, institution: string): AssignmentRole[] {
  const named = [...activity.suggestions.filter((one) => one.count > 0 || one.draft), ...(activity.assignments ?? []), ...activity.answers];
  return assignment_roles.filter((role) => named.some((one) => one.institution === institution && one.role === role));
}

/** How many activities each institution leads, as recorded. */
export function leading(activities: readonly ActivityDocument[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const activity of activities) {
    for (const one of activity.assignments ?? []) if (one.role === "leads") counts.set(one.institution, (counts.get(one.institution) ?? 0) + 1);
  }
  return counts;
}

/** Below that nobody carries too much. */
const fewest_to_warn = 4;

/** Does it lead more than twice as many as those that lead do on average? */
export function carries_much(counts: ReadonlyMap<string, number>, institution: string): boolean {
  const own = counts.get(institution) ?? 0;
  const all = [...counts.values()];
  return own >= fewest_to_warn && own > (2 * all.reduce((sum, one) => sum + one, 0)) / all.length;
}

/** Institutions that would watch over themselves: they lead and monitor the same activity. */
export function self_monitoring(one: Mapping): string[] {
  return one.leads.filter((institution) => one.monitors.includes(institution));
}
