import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findInstalledChromium } from "./find-installed-chromium.ts";
import { launchBundledChromium } from "./launch-bundled-chromium.ts";
import { launchChromium } from "./launch-chromium.ts";

let server: Server;
let url: string;
beforeAll(async () => {
  const page = "<!doctype html><title>Checkout</title><h1>Pay 31.00 USD</h1>";
  server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(page);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function expectVisibleText(browser: Browser): Promise<void> {
  const page = await browser.newPage();
  await page.goto(url);
  const heading = page.getByRole("heading", { name: "Pay 31.00 USD" });
  expect(await heading.isVisible()).toBe(true);
  // Without fonts, text has no height.
  expect((await heading.boundingBox())?.height).toBeGreaterThan(20);
}

describe("launching Chromium", () => {
  test("starts a browser that renders text", async () => {
    const browser = await launchChromium();
    try {
      await expectVisibleText(browser);
    } finally {
      await browser.close();
    }
  });

  test.runIf(process.platform === "linux" && process.arch === "x64")(
    "the one from npm renders text without libraries of the system",
    async () => {
      const browser = await launchBundledChromium();
      try {
        await expectVisibleText(browser);
      } finally {
        await browser.close();
      }
    },
  );

  test("tries only the program in E2E_BROWSER if it is set", async () => {
    vi.stubEnv("E2E_BROWSER", "/no/such/browser");
    try {
      await expect(launchChromium()).rejects.toThrow(/E2E_BROWSER \(\/no\/such\/browser\): /);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

test("findInstalledChromium finds no browser on an empty PATH", () => {
  expect(
    findInstalledChromium("").filter((program) => !program.startsWith("/Applications")),
  ).toEqual([]);
});
