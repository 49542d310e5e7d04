import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { axeViolations } from "./axe.ts";
import { createOrder } from "./paypal-buttons/shop-server.ts";

let sandbox: Sandbox;
let shop: Server;
let shopUrl: string;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  sandbox = await startSandbox();
  shop = createServer((_request, response) => response.end("Welcome back"));
  await once(shop.listen(0, "127.0.0.1"), "listening");
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`;
  browser = await launchChromium();
  page = await browser.newPage();
});
beforeEach(() => page.setViewportSize({ width: 1280, height: 800 }));
afterAll(async () => {
  await browser?.close();
  shop?.close();
  await sandbox?.close();
});

async function newOrderId(): Promise<string> {
  const { url: apiUrl, clientId, clientSecret } = sandbox.paypal;
  const { body } = await createOrder({ apiUrl, clientId, clientSecret }, shopUrl);
  return body.orderId;
}

async function declinedOrderId(): Promise<string> {
  const id = await newOrderId();
  const order = sandbox.paypal.approve(id, { capture: "DECLINED", method: "balance" });
  order.declines.push({ approval: 1, key: null, method: "balance" });
  return id;
}

async function orderIdAfter(change: (id: string) => unknown): Promise<string> {
  const id = await newOrderId();
  change(id);
  return id;
}

const open = (id: string, locale = "en-GB") =>
  page.goto(`${sandbox.paypal.approvalUrl(id)}&locale=${locale}`);

const focused = () =>
  page.evaluate<string>(
    "(document.activeElement.name + ' ' + document.activeElement.value).trim()",
  );

describe("PayPal's page in a browser", () => {
  test("has no accessibility problem in any state, light or dark", async () => {
    const payable = await newOrderId();
    const declined = await declinedOrderId();
    const states = [
      ["Pay Mug shop", payable, "light"],
      ["Payer Mug shop", payable, "light"],
      ["was declined", declined, "light"],
      ["was declined", declined, "dark"],
      ["Nothing to pay", await orderIdAfter((id) => sandbox.paypal.captureInBrowser(id)), "light"],
      ["has expired", await orderIdAfter((id) => sandbox.paypal.expire(id)), "dark"],
      ["no such order", "UNKNOWN", "light"],
    ] as const;
    for (const [text, id, colorScheme] of states) {
      await page.emulateMedia({ colorScheme });
      await open(id, text.startsWith("Payer") ? "fr-FR" : "en-GB");
      await page.getByText(text).first().waitFor();
      expect([text, colorScheme, await axeViolations(page)]).toEqual([text, colorScheme, []]);
    }
  });

  test("applies its style, and fits a window of 320 pixels", async () => {
    await page.setViewportSize({ width: 320, height: 600 });
    await open(await newOrderId(), "fr-FR");
    const { display, overflow } = await page.evaluate<{ display: string; overflow: number }>(
      `({ display: getComputedStyle(document.querySelector("main")).display,
          overflow: document.documentElement.scrollWidth - innerWidth })`,
    );
    expect({ display, overflow }).toEqual({ display: "grid", overflow: 0 });
  });

  test("is used with the keyboard alone: methods, buttons, then the test controls", async () => {
    const id = await newOrderId();
    await open(id);
    const order: string[] = [];
    for (let press = 0; press < 5; press += 1) {
      await page.keyboard.press("Tab");
      order.push(await focused());
    }
    expect(order).toEqual([
      "method balance",
      "action pay",
      "action cancel",
      "ending COMPLETED",
      "capture_in_browser yes",
    ]);
    await page.keyboard.press("Space");
    for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Welcome back").waitFor();
    expect(sandbox.paypal.orders.get(id)?.status).toBe("COMPLETED");
  });

  test("lets the payer choose another method after a decline", async () => {
    const id = await declinedOrderId();
    await open(id);
    const bank = page.getByRole("radio", { name: "Bank account ending in 0042" });
    expect(await bank.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Welcome back").waitFor();
    expect(sandbox.paypal.orders.get(id)?.end).toEqual({ capture: "COMPLETED", method: "bank" });
  });

  test("keeps its borders and marks in forced colors", async () => {
    await page.emulateMedia({ forcedColors: "active" });
    await open(await newOrderId());
    const width = (selector: string) =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector("${selector}")).borderTopWidth`,
      );
    expect([await width("button.pay"), await width("fieldset label:has(:checked)")]).toEqual([
      "3px",
      "3px",
    ]);
    await page.emulateMedia({ forcedColors: "none" });
  });
});
