// The words of the screens, in the language each person picked. Catalogs hold ICU MessageFormat and are loaded one by one; what only the
// facilitator's page, the projector or the minutes say is a catalog of its own, so that it does not weigh on people's phones.
import { IntlMessageFormat } from "intl-messageformat";
import type { MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import type spanish from "./es.json";
import type spanish_of_facilitators from "./facilitator/es.json";
import type spanish_of_minutes from "./minutes/es.json";
import type spanish_of_screens from "./screen/es.json";

export type MessageKey = keyof typeof spanish | keyof typeof spanish_of_facilitators | keyof typeof spanish_of_minutes | keyof typeof spanish_of_screens;
export type Values = Record<string, string | number>;
/** As the build compiles them: words, or the tree of a message with something to fill in. */
type Catalog = Partial<Record<MessageKey, string | MessageFormatElement[]>>;
type Loader = Record<ScreenLanguage, () => Promise<{ default: Catalog }>>;

/** Languages the screens speak, by their own names. Adding one: its catalog here, and its name. */
export const languages = { es: "Español", en: "English" } as const;
export type ScreenLanguage = keyof typeof languages;

const everyones: Loader = {
  es: () => import("./es.json"),
  en: () => import("./en.json"),
};
const of_pages = {
  facilitator: { es: () => import("./facilitator/es.json"), en: () => import("./facilitator/en.json") },
  minutes: { es: () => import("./minutes/es.json"), en: () => import("./minutes/en.json") },
  screen: { es: () => import("./screen/es.json"), en: () => import("./screen/en.json") },
} satisfies Record<string, Loader>;
const kept_under = "acuerdo.language";

class Messages {
  language: ScreenLanguage = $state("es");
  #catalog: Catalog | null = $state.raw(null);
  #formats = new Map<string, IntlMessageFormat>();
  #loaders = new Set<Loader>([everyones]);
  /** The language once it is there; not a state, so that whoever loads words does not wait for them to change. */
  #loaded: ScreenLanguage | null = null;

  async load(language: ScreenLanguage): Promise<void> {
    const loaded = await Promise.all([...this.#loaders].map((loader) => loader[language]()));
    this.#formats = new Map();
    this.#catalog = Object.assign({}, ...loaded.map((module) => module.default)) as Catalog;
    this.language = language;
    this.#loaded = language;
    document.documentElement.lang = language;
  }

  /** The words of one page besides everyone's. */
  async load_page(page: keyof typeof of_pages): Promise<void> {
    if (this.#loaders.has(of_pages[page])) return;
    this.#loaders.add(of_pages[page]);
    if (this.#loaded) await this.load(this.#loaded);
  }

  async pick(language: ScreenLanguage): Promise<void> {
    try {
      localStorage.setItem(kept_under, language);
    } catch {
      // Storage forbidden: picked for this page only.
    }
    await this.load(language);
  }

  say(key: MessageKey, values: Values | undefined): string {
    const pattern = this.#catalog?.[key];
    if (pattern === undefined) return key;
    if (typeof pattern === "string") return pattern;
    let format = this.#formats.get(key);
    if (!format) {
      format = new IntlMessageFormat(pattern, this.language);
      this.#formats.set(key, format);
    }
    return String(format.format(values));
  }
}

export const messages = new Messages();

/** The words for a key, in the person's language; read in a component it follows the language. */
export function say(key: MessageKey, values?: Values): string {
  return messages.say(key, values);
}

export function is_screen_language(tag: string): tag is ScreenLanguage {
  return tag in languages;
}

/** What was picked here before, else what the browser asks for, else Spanish. */
export function first_language(): ScreenLanguage {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(kept_under);
  } catch {
    // Storage forbidden.
  }
  const wishes = [kept ?? "", ...navigator.languages.map((tag) => tag.split("-")[0] ?? "")];
  return wishes.find(is_screen_language) ?? "es";
}
