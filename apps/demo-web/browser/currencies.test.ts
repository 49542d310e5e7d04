import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import { startWeb } from "@onekonsole/billing-testkit/browser/start-web";
import type { Web } from "@onekonsole/billing-testkit/browser/web-settings";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeAccessiblePages } from "./close-pages.ts";

const prices = {
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 1,
  alerting_option: 5,
};
// A price book without the currencies of the default one; yen have no decimals.
const priceBook = { SEK: { ...prices, basic: 200 }, JPY: { ...prices, basic: 3000 } };

let environment: FlowEnvironment;
let web: Web;
let browser: Browser;
beforeAll(async () => {
  environment = await startFlowEnvironment();
  const server = await environment.startServer({ price_book: JSON.stringify(priceBook) });
  web = await startWeb(server.url);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await web?.[Symbol.asyncDispose]();
  await environment?.[Symbol.asyncDispose]();
});

/** A new browser profile for each test. */
let profile: BrowserContext;
beforeEach(async () => {
  profile = await browser.newContext();
});
afterEach(() => closeAccessiblePages(browser));

/** Opens the checkout; `requested` collects the input of each request for prices. */
async function visit(): Promise<{ page: Page; requested: unknown[] }> {
  const page = await profile.newPage();
  const requested: unknown[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    // The client's requests are batches: the input of each call by its index.
    const calls = pathname.replace("/trpc/", "").split(",");
    const inputs = JSON.parse(searchParams.get("input") ?? "{}") as Record<number, unknown>;
    for (const [index, call] of calls.entries()) {
      if (call === "order.prices") requested.push(inputs[index]);
    }
  });
  await page.goto(web.url);
  return { page, requested };
}

/** The total, with the no-break space after a currency code as an ordinary one. */
const total = async (page: Page) =>
  (await page.getByTestId("total").textContent())?.replace("\u00a0", " ");
const currency = (page: Page) => page.getByLabel("Currency");

describe("the currencies of the checkout", () => {
  test("are those of the price book, its first by default, in one request", async () => {
    const { page, requested } = await visit();
    await expect.poll(() => total(page)).toBe("SEK 210.00");
    expect(await currency(page).locator("option").allTextContents()).toEqual(["SEK", "JPY"]);
    expect(await currency(page).inputValue()).toBe("SEK");
    expect(requested).toEqual([undefined]);
  });

  test("take one more request each, and a choice persists after a reload", async () => {
    const { page, requested } = await visit();
    await expect.poll(() => total(page)).toBe("SEK 210.00");
    await currency(page).selectOption("JPY");
    await expect.poll(() => total(page)).toBe("¥3,010");
    await currency(page).selectOption("SEK");
    await expect.poll(() => total(page)).toBe("SEK 210.00");
    await currency(page).selectOption("JPY");
    await page.reload();
    await expect.poll(() => total(page)).toBe("¥3,010");
    expect(requested).toEqual([undefined, { currency: "JPY" }, undefined, { currency: "JPY" }]);
  });

  test("are charged at the price that the page showed", async () => {
    const { page } = await visit();
    await expect.poll(() => total(page)).toBe("SEK 210.00");
    await currency(page).selectOption("JPY");
    await page.getByLabel("Cluster name").fill("yen-cluster");
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
    const orderId = new URL(page.url()).searchParams.get("token") ?? "";
    const [unit] = environment.sandbox.paypal.orders.get(orderId)?.purchase_units ?? [];
    expect(unit?.amount).toMatchObject({ currency_code: "JPY", value: "3010" });
    await page.getByRole("button", { name: /pay now/i }).click();
    await page.locator("[data-state=provisioned][data-progress=done]").waitFor();
    expect(await total(page)).toBe("¥3,010");
  });

  test("fall back to the default when the chosen one is no longer sold", async () => {
    const { page, requested } = await visit();
    await expect.poll(() => total(page)).toBe("SEK 210.00");
    const stored = JSON.stringify({ currency: "EUR" });
    await page.evaluate((form) => sessionStorage.setItem("billing-checkout", form), stored);
    requested.length = 0;
    await page.reload();
    await expect.poll(() => total(page)).toBe("SEK 210.00");
    expect(requested).toEqual([undefined]);
  });
});
