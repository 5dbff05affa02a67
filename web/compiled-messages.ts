// Parses the message catalogs while building, so that no parser of messages travels to people's phones: a message becomes the tree that
// the formatter works on, or stays a string when nothing in it is to be filled in.
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";
import type { Plugin } from "vite";

export function compiled_messages(): Plugin {
  return {
    name: "compiled-messages",
    enforce: "pre",
    async resolveId(source, importer) {
      if (source !== "@formatjs/icu-messageformat-parser" || !importer?.includes("intl-messageformat")) return null;
      return this.resolve("@formatjs/icu-messageformat-parser/lib/no-parser.js", importer, { skipSelf: true });
    },
    transform(code, id) {
      if (!/\/src\/messages\/([a-z]+\/)?[a-z-]+\.json$/.test(id)) return null;
      const compiled = Object.entries(JSON.parse(code) as Record<string, string>).map(([key, message]) => {
        const tree = parse(message, { ignoreTag: true });
        const only = tree[0];
        return [key, tree.length === 1 && only?.type === TYPE.literal ? only.value : tree] as const;
      });
      return { code: JSON.stringify(Object.fromEntries(compiled)), map: null };
    },
  };
}
