import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { closePages } from "../close-pages.ts";
import { type Shop, startShop } from "./start-shop.ts";

let sandbox: Sandbox;
let shop: Shop;
let browser: Browser;
beforeAll(async () => {
  sandbox = await startSandbox();
  const { url, webSdkUrl, clientId, clientSecret } = sandbox.paypal;
  shop = await startShop(webSdkUrl, { apiUrl: url, clientId, clientSecret });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await shop?.[Symbol.asyncDispose]();
  await sandbox?.close();
});

afterEach(() => closePages(browser));

/** Opens the shop as a new visitor; `faults` collects the errors that the page throws. */
async function visit(mode?: string): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(shop.url + (mode ? `?mode=${mode}` : ""));
  return { page, faults };
}

const payButton = (page: Page) => page.getByRole("button", { name: "Pay with PayPal" });

async function openPopup(page: Page): Promise<Page> {
  const opened = page.waitForEvent("popup");
  await payButton(page).click();
  const popup = await opened;
  await popup.waitForURL(/\/checkoutnow\?token=/);
  return popup;
}

const orderIdOn = (page: Page) => new URL(page.url()).searchParams.get("token") ?? "";

const choose = (page: Page, button: string) => page.getByRole("button", { name: button }).click();

/** Waits for the last event, and returns all of them. */
async function eventsUntil(page: Page, last: string): Promise<string[]> {
  const events = page.getByRole("list", { name: "Events" }).getByRole("listitem");
  await events.filter({ hasText: last }).waitFor();
  return events.allTextContents();
}

describe("PayPal's React buttons in front of the sandbox", () => {
  test("pay in a popup, which closes", async () => {
    const { page, faults } = await visit();
    const popup = await openPopup(page);
    const id = orderIdOn(popup);
    await popup.getByText("Blue mug").waitFor();
    await choose(popup, "Continue");
    expect(await eventsUntil(page, "complete approved")).toEqual([
      `COMPLETED ${id}`,
      "complete approved",
    ]);
    expect(popup.isClosed()).toBe(true);
    expect(sandbox.paypal.captureCount(id)).toBe(1);
    expect(faults).toEqual([]);
  });

  test("report a cancellation in the popup", async () => {
    const { page } = await visit("popup");
    const popup = await openPopup(page);
    const id = orderIdOn(popup);
    await choose(popup, "Cancel and return");
    expect(await eventsUntil(page, "complete canceled")).toEqual([
      `canceled ${id}`,
      "complete canceled",
    ]);
    expect(sandbox.paypal.captureCount(id)).toBe(0);
  });

  test("report a closed popup as a cancellation", async () => {
    const { page } = await visit("popup");
    const popup = await openPopup(page);
    const id = orderIdOn(popup);
    await popup.close();
    expect(await eventsUntil(page, "complete canceled")).toContain(`canceled ${id}`);
  });

  test("pay in the same window in redirect mode, once even if the page is loaded again", async () => {
    const { page, faults } = await visit("redirect");
    await payButton(page).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
    const id = orderIdOn(page);
    await choose(page, "Continue");
    expect(await eventsUntil(page, "complete approved")).toContain(`COMPLETED ${id}`);
    expect(page.url()).toContain(`token=${id}&PayerID=`);
    await page.reload();
    await payButton(page).waitFor();
    expect(await page.getByRole("listitem").count()).toBe(0);
    expect(sandbox.paypal.captureCount(id)).toBe(1);
    expect(faults).toEqual([]);
  });

  test("report a cancellation in redirect mode", async () => {
    const { page } = await visit("redirect");
    await payButton(page).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
    const id = orderIdOn(page);
    await choose(page, "Cancel and return");
    expect(await eventsUntil(page, "complete canceled")).toContain(`canceled ${id}`);
  });

  test("redirect if the browser blocks the popup", async () => {
    const { page } = await visit();
    await page.evaluate("window.open = () => null");
    await payButton(page).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
    const id = orderIdOn(page);
    await choose(page, "Continue");
    await page.waitForURL((url) => url.href.startsWith(shop.url));
    expect(new URL(page.url()).searchParams.get("token")).toBe(id);
  });

  test("throw PayPal's code for a blocked popup if the page wants nothing else", async () => {
    const { page, faults } = await visit("popup");
    await page.evaluate("window.open = () => null");
    await payButton(page).click();
    await expect.poll(() => faults.join()).toContain("The browser blocked the popup");
  });

  test("let the shop see a declined capture, and pay another time", async () => {
    const { page } = await visit();
    const popup = await openPopup(page);
    const id = orderIdOn(popup);
    await popup.getByLabel("How the payment ends").selectOption("It is declined");
    await choose(popup, "Continue");
    await eventsUntil(page, `INSTRUMENT_DECLINED ${id}`);
    expect(sandbox.paypal.captureCount(id)).toBe(0);
    const second = await openPopup(page);
    await choose(second, "Continue");
    await eventsUntil(page, "COMPLETED");
  });

  test("report an order that expired while the popup was open", async () => {
    const { page } = await visit();
    const popup = await openPopup(page);
    sandbox.paypal.expire(orderIdOn(popup));
    await choose(popup, "Continue");
    expect(await eventsUntil(page, "complete error")).toContain("error INVALID_RESOURCE_ID");
    // The payer can read why.
    await popup.getByText("This order has expired").waitFor();
  });

  test("ignore messages of another window, and of another origin in their popup", async () => {
    const { page } = await visit();
    const popup = await openPopup(page);
    const id = orderIdOn(popup);
    const forged = { type: "paypal-sandbox-outcome", state: "approved", orderId: id };
    const forge = (from: Page) =>
      from.evaluate((message) => window.opener.postMessage(message, "*"), forged);

    const opened = page.waitForEvent("popup");
    await page.evaluate((url) => void window.open(url), sandbox.paypal.webSdkUrl);
    const other = await opened;
    await other.waitForURL(/\/core$/);
    await forge(other);
    await popup.goto(shop.url);
    await forge(popup);
    await popup.close();
    expect(await eventsUntil(page, "complete")).toEqual([`canceled ${id}`, "complete canceled"]);
  });
});
