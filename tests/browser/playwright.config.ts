import { defineConfig } from "@playwright/test";

// Debian's Chromium, as it is; the flags keep it from asking the internet for anything.
export default defineConfig({
  testDir: ".",
  outputDir: "results",
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 1,
  reporter: [["list"]],
  forbidOnly: true,
  use: {
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
    trace: "off",
  },
});
