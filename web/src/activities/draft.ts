// Words typed and not yet sent, kept for this tab so that a reload does not lose them.
import type { Text } from "../protocol";

const key = (name: string): string => `acuerdo.draft/${name}`;

export function kept_draft(name: string): Text {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key(name)) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Text) : {};
  } catch {
    return {};
  }
}

export function keep_draft(name: string, wording: Readonly<Text>): void {
  try {
    if (Object.values(wording).some((words) => words !== "")) sessionStorage.setItem(key(name), JSON.stringify(wording));
    else sessionStorage.removeItem(key(name));
  } catch {
    // Storage forbidden or full: the words stay on the page.
  }
}

export function forget_draft(name: string): void {
  keep_draft(name, {});
}
