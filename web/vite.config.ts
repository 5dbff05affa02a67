import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { compiled_messages } from "./compiled-messages";
import { page_weight } from "./page-weight";

// Where `npm run dev` finds a running server.
const server = process.env["ACUERDO_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [compiled_messages(), svelte(), page_weight()],
  build: {
    target: "es2022",
    emptyOutDir: true,
    // The content security policy allows no inline scripts, styles or fonts: everything is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { "/api": server, "/ws": { target: server, ws: true } } },
  test: { setupFiles: ["vitest.setup.ts"], include: ["src/**/*.test.ts"], exclude: ["src/connection/real-server.test.ts"] },
});
