// What screens ask about the workshop, in the person's language. One for each page, handed down by context.
import { getContext, setContext } from "svelte";
import type { WorkshopStore } from "../connection/workshop-store.svelte";
import type { ActivityDocument, Author, Institution, LiveSessionDocument, Reason, ResultDocument, RoundDocument, Stage, SubObjectiveDocument, Text, WorkshopDocument } from "../protocol";
import { messages, say } from "../messages/messages.svelte";
import { on_mapping } from "./positions";
import { reading, type Reading } from "./text";
import { clock_time } from "./time";

const key = Symbol("workshop");

export class WorkshopView {
  constructor(readonly store: WorkshopStore) {}

  readonly document: WorkshopDocument | undefined = $derived.by(() => this.store.get("workshop"));
  readonly #institutions: Map<string, Institution> = $derived(new Map(this.document?.institutions.map((one) => [one.id, one])));
  /** Open live sessions in the order of the programme. */
  readonly open_sessions: LiveSessionDocument[] = $derived.by(() => this.sessions.filter((one) => one.state === "open"));

  get sessions(): LiveSessionDocument[] {
    return (this.document?.liveSessions ?? []).flatMap((plan) => this.store.get(`liveSession/${plan.id}`) ?? []);
  }

  get institutions(): readonly Institution[] {
    return this.document?.institutions ?? [];
  }

  read(text: Readonly<Text> | undefined): Reading {
    return reading(text, messages.language, this.document?.languages);
  }

  /** For labels, where no language tag fits. */
  words(text: Readonly<Text> | undefined): string {
    return this.read(text).words;
  }

  institution(id: string | null | undefined): Institution | undefined {
    return id ? this.#institutions.get(id) : undefined;
  }

  /** The short name people say: the acronym, else the name, else the identifier. */
  acronym(id: string | null | undefined): string {
    const institution = this.institution(id);
    return institution?.acronym || this.words(institution?.name) || (id ?? "");
  }

  full_name(id: string): string {
    const institution = this.institution(id);
    return institution ? this.words(institution.name) || institution.acronym : id;
  }

  /** Null where the workshop withholds who it was. */
  author(author: Author | null): string {
    if (author === null) return say("author.withheld");
    if (author.participant === 0) return say("author.workshop");
    return author.institution ? say("author.of", { name: author.name, institution: this.acronym(author.institution) }) : author.name;
  }

  /** Does the room see no authors there, as things stand? */
  withholds_authors(sub_objective: string): boolean {
    const authors = this.document?.proposing.authors ?? "shown";
    return authors === "hidden" || (authors === "until_voting" && (this.sub_objective(sub_objective)?.round ?? 0) === 0);
  }

  /** Who gave a reason: a person, an institution where ballots are by institution, or that it was secret. */
  speaker(reason: Reason): string {
    if (reason.by) return this.author(reason.by);
    return reason.institution ? this.acronym(reason.institution) : say("result.secret");
  }

  stage(id: string): Stage {
    return this.sub_objective(id)?.stage ?? "pending";
  }

  sub_objective(id: string | null | undefined): SubObjectiveDocument | undefined {
    return id ? this.store.get(`subObjective/${id}`) : undefined;
  }

  activities(sub_objective: SubObjectiveDocument | undefined): ActivityDocument[] {
    return (sub_objective?.activities ?? []).flatMap((id) => this.store.get(`activity/${id}`) ?? []);
  }

  /** The latest round, or the one numbered so. */
  round(sub_objective: SubObjectiveDocument | undefined, number = sub_objective?.round ?? 0): RoundDocument | undefined {
    return sub_objective && number > 0 ? this.store.get(`round/${sub_objective.id}/${number}`) : undefined;
  }

  rounds(sub_objective: SubObjectiveDocument | undefined): RoundDocument[] {
    return Array.from({ length: sub_objective?.round ?? 0 }, (_, index) => index + 1).flatMap((number) => this.round(sub_objective, number) ?? []);
  }

  /** The round whose results are shown: the latest, but in the end what was said of the wordings. */
  told_round(sub_objective: SubObjectiveDocument | undefined): RoundDocument | undefined {
    return sub_objective?.stage === "closed" ? this.rounds(sub_objective).findLast((one) => !on_mapping(one)) : this.round(sub_objective);
  }

  /** What a closed round said of an activity. */
  result(round: RoundDocument | undefined, activity: number): ResultDocument | undefined {
    return round ? this.store.get(`result/${round.subObjective}/${round.number}/${activity}`) : undefined;
  }

  /** A live session's, as the programme has it. */
  session_title(id: string): Text | undefined {
    return this.document?.liveSessions.find((one) => one.id === id)?.title;
  }

  /** The live session whose room is at this sub-objective. */
  session_at(sub_objective: string): LiveSessionDocument | undefined {
    return this.open_sessions.find((one) => one.focus === sub_objective);
  }

  time(at: number): string {
    return clock_time(at, messages.language, this.document?.timeZone);
  }
}

export function provide_workshop(store: WorkshopStore): WorkshopView {
  return setContext(key, new WorkshopView(store));
}

export function use_workshop(): WorkshopView {
  return getContext<WorkshopView>(key);
}
