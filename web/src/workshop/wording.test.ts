import { describe, expect, it } from "vitest";
import { left_behind, reworded, written } from "./wording";

const before = { es: "Abrir centros juveniles", en: "Open youth centres" };

describe("what was written", () => {
  it("has no empty languages, and is nothing when all are empty", () => {
    expect(written({ es: " Iluminar ", en: "  " })).toEqual({ es: "Iluminar" });
    expect(written({ es: " ", en: "" })).toBeNull();
  });
});

describe("a changed wording", () => {
  it("leaves out the language whose words are the old ones: it is not translated yet", () => {
    const after = { ...before, es: "Abrir y dotar centros juveniles" };
    expect(left_behind(before, after)).toEqual(["en"]);
    expect(reworded(before, after, false)).toEqual({ es: "Abrir y dotar centros juveniles" });
  });
  it("keeps it when somebody says that it still fits", () => {
    const after = { ...before, es: "Abrir centros juveniles." };
    expect(reworded(before, after, true)).toEqual({ es: "Abrir centros juveniles.", en: "Open youth centres" });
  });
  it("has both when both were changed", () => {
    const after = { es: "Dotar centros", en: "Equip centres" };
    expect(left_behind(before, after)).toEqual([]);
    expect(reworded(before, after, false)).toEqual(after);
  });
  it("is nothing when nothing was changed", () => {
    expect(left_behind(before, { ...before })).toEqual([]);
    expect(reworded(before, { es: " Abrir centros juveniles ", en: "Open youth centres" }, false)).toBeNull();
  });
  it("may be a translation alone, which leaves nothing behind that was not there", () => {
    expect(reworded({ es: "Iluminar" }, { es: "Iluminar", en: "Light" }, true)).toEqual({ es: "Iluminar", en: "Light" });
  });
});
