// The protocol's types, all made from the schemas, and how documents are keyed.
import type {
  ActivityDocument,
  AnnouncementDocument,
  Command,
  DiscussionDocument,
  LiveSessionDocument,
  ParticipantDocument,
  ResultDocument,
  RoundDocument,
  SubObjectiveDocument,
  WorkshopDocument,
} from "./generated";

export type * from "./generated";

/** Which document stands under which key of a snapshot or change. */
export interface DocumentsByKey {
  workshop: WorkshopDocument;
  announcement: AnnouncementDocument;
  [liveSession: `liveSession/${string}`]: LiveSessionDocument;
  [subObjective: `subObjective/${string}`]: SubObjectiveDocument;
  [activity: `activity/${number}`]: ActivityDocument;
  [discussion: `discussion/${number}`]: DiscussionDocument;
  [round: `round/${string}/${number}`]: RoundDocument;
  [result: `result/${string}/${number}/${number}`]: ResultDocument;
  [participant: `participant/${number}`]: ParticipantDocument;
}
export type DocumentKey = keyof DocumentsByKey & string;

/** A command that has no id yet. */
export type CommandDraft = Command extends infer Kind ? (Kind extends Command ? Omit<Kind, "id"> : never) : never;
