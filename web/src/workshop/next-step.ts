// What a facilitator does next. One step at every moment, from the first click to the minutes; never a dead end.
import type { ActivityDocument, CommandDraft, LiveSessionDocument, LiveSessionPlan, OutcomeKind, SubObjectiveDocument, WorkshopDocument } from "../protocol";
import type { MessageKey, Values } from "../messages/messages.svelte";
import { is_empty, mapping } from "./mapping";
import { is_adopted, standing } from "./standing";
import { covers, next_open_place, place_of } from "./tree";

export interface Step {
  /** What the button says. */
  label: MessageKey;
  values?: Values;
  /** What it will do, in a sentence. */
  explains: MessageKey;
  /** In this order. Empty: `page` says where to go instead. */
  commands: CommandDraft[];
  page?: "/minutes";
}

export interface Situation {
  workshop: WorkshopDocument;
  /** The live session this facilitator leads, if one is open. */
  session: LiveSessionDocument | undefined;
  sub_objective: SubObjectiveDocument;
  /** Of the sub-objective. */
  activities: readonly ActivityDocument[];
  stage_of(id: string): SubObjectiveDocument["stage"];
}

export type DeclarableOutcome = Exclude<OutcomeKind, "withdrawn" | "merged">;
export const declarable: readonly DeclarableOutcome[] = ["adopted_by_consensus", "adopted_with_reservations", "adopted_by_majority", "not_agreed", "deferred"];

/** The outcome the rule advises for an activity as it now reads. */
export function advised(activity: ActivityDocument): DeclarableOutcome | undefined {
  return declarable.find((outcome) => outcome === activity.advice);
}

/** Standing activities that have no outcome. */
export function undeclared(activities: readonly ActivityDocument[]): ActivityDocument[] {
  return standing(activities).filter((activity) => activity.outcome === null);
}

/** Null only where the programme holds no live session at all. */
export function next_step(situation: Situation): Step | null {
  const { workshop, session, sub_objective } = situation;
  const id = sub_objective.id;
  if (sub_objective.stage === "closed") return after_closing(situation);
  if (!session || session.state !== "open") {
    const plan = session_for(workshop, id);
    return plan ? open_session(plan, id) : null;
  }
  if (session.focus !== id) return lead_to(session.id, id);
  return of_stage(situation);
}

function of_stage({ workshop, sub_objective, activities }: Situation): Step | null {
  const id = sub_objective.id;
  const close: Step = { label: "step.close", values: { id }, explains: "step.close.explains", commands: [{ type: "subObjective.close", subObjective: id }] };
  const assign: Step = { label: "step.assigning", explains: "step.assigning.explains", commands: [{ type: "assigning.open", subObjective: id }] };
  switch (sub_objective.stage) {
    case "pending":
      return { label: "step.proposing", explains: "step.proposing.explains", commands: [{ type: "proposing.open", subObjective: id }] };
    case "proposing":
      return {
        label: "step.clarifying",
        values: { count: standing(activities).length },
        explains: "step.clarifying.explains",
        commands: [{ type: "clarifying.open", subObjective: id }],
      };
    case "clarifying": {
      const present = standing(activities);
      if (present.length === 0) return close;
      const open = present.filter((activity) => !is_adopted(activity));
      if (open.length === 0) return assign;
      return {
        label: "step.voting",
        values: { round: sub_objective.round + 1, count: open.length, results: workshop.results },
        explains: "step.voting.explains",
        commands: [{ type: "round.open", subObjective: id }],
      };
    }
    case "voting":
      return {
        label: "step.reviewing",
        values: { round: sub_objective.round },
        explains: "step.reviewing.explains",
        commands: [{ type: "round.close", subObjective: id, round: sub_objective.round }],
      };
    case "reviewing": {
      const missing = undeclared(activities);
      if (missing.length > 0) {
        return {
          label: "step.declare",
          values: { count: missing.length },
          explains: "step.declare.explains",
          commands: missing.map((activity) => ({ type: "outcome.declare", activity: activity.id, outcome: advised(activity) ?? "not_agreed" })),
        };
      }
      if (!standing(activities).some(is_adopted)) return close;
      return assign;
    }
    case "assigning": {
      const unmapped = standing(activities).filter((activity) => is_adopted(activity) && activity.assignments === null && !is_empty(mapping(activity)));
      if (unmapped.length === 0) return close;
      return {
        label: "step.adopt",
        values: { count: unmapped.length },
        explains: "step.adopt.explains",
        commands: unmapped.map((activity) => ({ type: "assignments.adopt", activity: activity.id, ...mapping(activity) })),
      };
    }
    case "closed":
      return null;
  }
}

function after_closing(situation: Situation): Step | null {
  const { workshop, session, sub_objective, stage_of } = situation;
  const plan = workshop.liveSessions.find((one) => one.id === session?.id);
  if (session?.state === "open" && plan) {
    const next = next_open_place(workshop, plan, sub_objective.id, stage_of);
    if (next) return { ...lead_to(session.id, next.sub_objective.id), label: "step.next", explains: "step.next.explains" };
    return { label: "step.closeSession", explains: "step.closeSession.explains", commands: [{ type: "liveSession.close", liveSession: session.id }] };
  }
  return { label: "step.minutes", explains: "step.minutes.explains", commands: [], page: "/minutes" };
}

/** The block of the programme to open for a sub-objective: the first that deals with it, else the first. */
function session_for(workshop: WorkshopDocument, id: string): LiveSessionPlan | undefined {
  const place = place_of(workshop, id);
  return workshop.liveSessions.find((plan) => place && covers(plan, place)) ?? workshop.liveSessions[0];
}

function open_session(plan: LiveSessionPlan, id: string): Step {
  return {
    label: "step.openSession",
    explains: "step.openSession.explains",
    commands: [
      { type: "liveSession.open", liveSession: plan.id },
      { type: "focus.set", liveSession: plan.id, subObjective: id },
    ],
  };
}

function lead_to(session: string, id: string): Step {
  return { label: "step.focus", values: { id }, explains: "step.focus.explains", commands: [{ type: "focus.set", liveSession: session, subObjective: id }] };
}
