// What is not live goes over HTTP: joining, logging in, import, export, minutes.
import type { AcceptRequest, HttpRefusal, Imported, Invitation, Invited, Joined, JoinRequest, ListPage, LoginRequest, Opinions, Participation, PasswordRequest, RefusalCode, RenewedCode, ScreenPass, ServerState, SimilarActivities, SimilarRequest, Workshops } from "../protocol";

/** `offline`: no answer at all. `unexpected`: an answer that is none of ours. */
export type HttpRefusalCode = RefusalCode | "offline" | "unexpected";

export class HttpRefused extends Error {
  constructor(
    readonly code: HttpRefusalCode,
    readonly field: string | null,
  ) {
    super(code);
  }
}

export const server_state = (): Promise<ServerState> => json("/api/state");

/** Where people reach this server, as it knows itself; on its own laptop the page was perhaps opened as "localhost". */
export const reachable_address = (): Promise<string> => server_state().then(({ address }) => address, () => location.origin);

export const invitation = (code: string): Promise<Invitation> => json(`/api/join/${encodeURIComponent(code)}`);
export const join = (request: JoinRequest): Promise<Joined> => json("/api/join", posted(request));
export const set_password = (request: PasswordRequest): Promise<Joined> => json("/api/facilitator/password", posted(request));
export const log_in = (request: LoginRequest): Promise<Joined> => json("/api/facilitator/login", posted(request));
export const accept_invitation = (request: AcceptRequest): Promise<Joined> => json("/api/facilitator/join", posted(request));

/** The key of a link that makes somebody a facilitator, once. */
export function invite_facilitator(token: string): Promise<Invited> {
  return json("/api/facilitator/invite", { method: "POST", headers: bearer(token) });
}
/** Another join code; the one before lets nobody in any more, and every screen is opened anew. */
export function renew_code(token: string): Promise<RenewedCode> {
  return json("/api/code", { method: "POST", headers: bearer(token) });
}
/** What a screen shows that this facilitator opens. */
export const screen_pass = (token: string): Promise<ScreenPass> => json("/api/screen", { headers: bearer(token) });
export const workshops = (token: string): Promise<Workshops> => json("/api/workshops", { headers: bearer(token) });
export const definition = (token: string): Promise<FileFetched> => file("/api/definition", token);

/** `definition` is the text of an `acuerdo-workshop/1` file; the server checks it. */
export function import_workshop(token: string, definition: string): Promise<Imported> {
  return json("/api/workshops", { method: "POST", headers: { ...bearer(token), "Content-Type": "application/json" }, body: definition });
}

/** Standing activities that say much the same as these words. */
export function similar(token: string, words: string): Promise<SimilarActivities> {
  const request = posted({ words } satisfies SimilarRequest);
  return json("/api/similar", { ...request, headers: { ...request.headers, ...bearer(token) } });
}

export const participation = (token: string): Promise<Participation> => json("/api/participation", { headers: bearer(token) });

/** Of all of the workshop, or of one sub-objective. */
export const opinions = (token: string, sub_objective?: string): Promise<Opinions> =>
  json(`/api/opinions${sub_objective === undefined ? "" : `?subObjective=${encodeURIComponent(sub_objective)}`}`, { headers: bearer(token) });

/** All items of a document's list, of which the document shows only some. */
export async function whole_list<Item>(token: string, document: string, list: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let next: number | null = 0; next !== null; ) {
    const page: ListPage = await json(`/api/list?document=${encodeURIComponent(document)}&list=${list}&from=${next}`, { headers: bearer(token) });
    items.push(...(page.items as Item[]));
    next = page.next;
  }
  return items;
}

export type MinutesFormat = "html" | "md" | "csv" | "json";
export const minutes_formats: readonly MinutesFormat[] = ["html", "md", "csv", "json"];

export function minutes(token: string, format: MinutesFormat, language: string): Promise<FileFetched> {
  return file(`/api/minutes?format=${format}&language=${encodeURIComponent(language)}`, token);
}

/** The address of a picture of a QR code that leads to a page of this server. */
export const qr_address = (path: string): string => `/api/qr?path=${encodeURIComponent(path)}`;

export interface FileFetched {
  blob: Blob;
  /** As the server names it. */
  name: string;
}

/** Hands a file to the browser to keep. */
export function save_file({ blob, name }: FileFetched): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun by then; keeping the blob longer would hold its memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function file(path: string, token: string): Promise<FileFetched> {
  const response = await answer(path, { headers: bearer(token) });
  const blob = await response.blob();
  return { blob, name: file_name(response.headers.get("Content-Disposition")) ?? path.replace(/\?.*$/, "").split("/").pop() ?? "acuerdo" };
}

/** Of a Content-Disposition header; the encoded form (RFC 5987) wins. */
export function file_name(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? null;
}

async function json<Answer>(path: string, request?: RequestInit): Promise<Answer> {
  const response = await answer(path, request);
  return (await response.json()) as Answer;
}

async function answer(path: string, request?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { cache: "no-store", ...request });
  } catch {
    throw new HttpRefused("offline", null);
  }
  if (response.ok) return response;
  const refusal = (await response.json().catch(() => null)) as HttpRefusal | null;
  throw refusal?.code ? new HttpRefused(refusal.code, refusal.field) : new HttpRefused("unexpected", null);
}

function posted(body: AcceptRequest | JoinRequest | PasswordRequest | LoginRequest | SimilarRequest): RequestInit & { headers: Record<string, string> } {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}
