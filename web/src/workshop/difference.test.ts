import { describe, expect, it } from "vitest";
import { difference, type Piece } from "./difference";

const shown = (pieces: readonly Piece[]): string =>
  pieces.map(({ kind, text }) => (kind === "same" ? text : kind === "removed" ? `[-${text}-]` : `[+${text}+]`)).join("");
const without = (pieces: readonly Piece[], kind: Piece["kind"]): string => pieces.filter((piece) => piece.kind !== kind).map((piece) => piece.text).join("");

describe("the difference between two wordings", () => {
  it("names the word that changed and no other", () => {
    expect(shown(difference("Formar a docentes en la detección", "Formar a docentes y familias en la detección"))).toBe("Formar a docentes [+y familias +]en la detección");
    expect(shown(difference("mapa de riesgo anual", "mapa de riesgo trimestral"))).toBe("mapa de riesgo [-anual-][+trimestral+]");
  });

  it("takes a word with accents as one word", () => {
    expect(shown(difference("la educacion", "la educación"))).toBe("la [-educacion-][+educación+]");
  });

  it("tells a comma from the word before it", () => {
    expect(shown(difference("salud y educación", "salud, y educación"))).toBe("salud[+,+] y educación");
  });

  it("is one piece when nothing changed, and none when nothing is there", () => {
    expect(difference("igual", "igual")).toEqual([{ kind: "same", text: "igual" }]);
    expect(difference("", "")).toEqual([]);
  });

  it("is all added or all removed against nothing", () => {
    expect(difference("", "todo nuevo")).toEqual([{ kind: "added", text: "todo nuevo" }]);
    expect(difference("todo viejo", "")).toEqual([{ kind: "removed", text: "todo viejo" }]);
  });

  it("gives back both wordings exactly, whatever they are", () => {
    const words = ["riesgo", "mapa", ",", " ", "  ", "ñandú", "2023", "¿", "—", "\n", "🙂", "عربي"];
    let seed = 7;
    const next = (bound: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % bound;
    for (let turn = 0; turn < 200; turn++) {
      const some = (): string => Array.from({ length: next(25) }, () => words[next(words.length)]).join("");
      const [before, after] = [some(), some()];
      const pieces = difference(before, after);
      expect(without(pieces, "added")).toBe(before);
      expect(without(pieces, "removed")).toBe(after);
    }
  });
});
