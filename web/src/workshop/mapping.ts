// Which institutions carry an activity out and which watch over it: what was adopted, or what suggestions and draft point to.
import type { ActivityDocument, AssignmentRole, Suggestion } from "../protocol";

export type Mapping = Record<AssignmentRole, string[]>;

export const assignment_roles: readonly AssignmentRole[] = ["leads", "supports", "monitors"];

/**
 * The mapping as adopted; before that, the one a facilitator is offered: for each role the institutions suggested most often, together
 * with those that stood in the draft. One institution leads; it does not also support or monitor what it leads.
 */
export function mapping(activity: ActivityDocument): Mapping {
  if (activity.assignments) return adopted_mapping(activity.assignments);
  const of_role = (role: AssignmentRole): Suggestion[] => activity.suggestions.filter((one) => one.role === role && (one.count > 0 || one.draft)).sort(by_weight);
  const leader = of_role("leads")[0]?.institution;
  const others = (role: AssignmentRole): string[] => of_role(role).map((one) => one.institution).filter((institution) => institution !== leader);
  return { leads: leader === undefined ? [] : [leader], supports: others("supports"), monitors: others("monitors") };
}

function adopted_mapping(assignments: NonNullable<ActivityDocument["assignments"]>): Mapping {
  const of_role = (role: AssignmentRole): string[] => assignments.filter((one) => one.role === role).map((one) => one.institution);
  return { leads: of_role("leads"), supports: of_role("supports"), monitors: of_role("monitors") };
}

// People's suggestions weigh more than the draft; the draft breaks ties.
function by_weight(a: Suggestion, b: Suggestion): number {
  return b.count - a.count || Number(b.draft) - Number(a.draft);
}

/** Institutions that would watch over themselves: they lead and monitor the same activity. */
export function self_monitoring(one: Mapping): string[] {
  return one.leads.filter((institution) => one.monitors.includes(institution));
}
