/** A long join code in threes, to be read from a projector and said aloud; who types it may leave the spaces out. */
export function in_threes(code: string): string {
  return code.length <= 6 ? code : (code.match(/.{1,3}/g) ?? []).join(" ");
}
