import { defineConfig } from "vitest/config";

// The one suite that starts the real server, named by ACUERDO_BINARY.
export default defineConfig({
  test: { setupFiles: ["vitest.setup.ts"], include: ["src/connection/real-server.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
