// Weighs what a participant's first page loads and stops the build when it is heavier than promised.
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

// A venue's Wi-Fi gives 1.5 Mbit/s: 80 KB are under half a second of it.
const bound_bytes = 80_000;
const page = "src/pages/participant/ParticipantPage.svelte";
// One language only: each person loads their own; Spanish is the heavier one.
const catalog = "src/messages/es.json";

export function page_weight(): Plugin {
  return {
    name: "page-weight",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
      const of_module = (path: string) => chunks.find((chunk) => chunk.moduleIds.some((id) => id.endsWith(path)) && (chunk.isEntry || chunk.isDynamicEntry));
      const loaded = new Set<string>();
      const load = (name: string): void => {
        if (loaded.has(name)) return;
        loaded.add(name);
        const part = bundle[name];
        if (part?.type !== "chunk") return;
        part.imports.forEach(load);
        part.viteMetadata?.importedCss.forEach((css) => loaded.add(css));
      };
      for (const start of [chunks.find((chunk) => chunk.isEntry), of_module(page), of_module(catalog)]) {
        if (!start) this.error("page-weight: the participant's page is not where it was");
        load(start.fileName);
      }
      let bytes = 0;
      for (const name of loaded) {
        const part = bundle[name];
        if (part) bytes += gzipSync(part.type === "chunk" ? part.code : part.source).length;
      }
      const said = `participant's page: ${(bytes / 1000).toFixed(1)} KB gzipped in ${loaded.size} files (bound ${bound_bytes / 1000} KB, type apart)`;
      if (bytes > bound_bytes) this.error(said);
      this.info(said);
    },
  };
}
