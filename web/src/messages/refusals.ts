// The words for a refusal: why, and what to do. The types hold us to a message for every code.
import type { AnswerCode } from "../connection/outbox";
import type { HttpRefusalCode } from "../http/http";
import { say, type MessageKey } from "./messages.svelte";

/** `most`: with the code `limit`, as many as are taken. */
export function refusal_words(code: AnswerCode | HttpRefusalCode, most?: number): string {
  if (code === "limit" && most !== undefined) return say("refusal.limit.most", { most });
  const key: MessageKey = `refusal.${code}`;
  return say(key);
}
