import { readFile } from "node:fs/promises";
import { type BillingClient, createBillingClient } from "@onekonsole/billing-client";
import { orderStateMeaning } from "@onekonsole/billing-contract";
import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import { startWeb } from "@onekonsole/billing-testkit/browser/start-web";
import type { Web } from "@onekonsole/billing-testkit/browser/web-settings";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import type { Browser, Page } from "playwright";
import { extractText } from "unpdf";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "./axe.ts";
import { closeAccessiblePages } from "./close-pages.ts";

const webhookId = "6EX10273VK586402M";

let environment: FlowEnvironment;
let client: BillingClient;
let web: Web;
let browser: Browser;
beforeAll(async () => {
  environment = await startFlowEnvironment();
  const { webhooks } = environment.sandbox.paypal;
  const server = await environment.startServer({
    paypal_webhook_id: webhookId,
    paypal_webhook_issuer: webhooks.caCertificate,
  });
  webhooks.subscribe({ url: `${server.url}/webhooks/paypal`, webhookId });
  client = createBillingClient({ url: server.url });
  web = await startWeb(server.url);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await web?.[Symbol.asyncDispose]();
  await environment?.[Symbol.asyncDispose]();
});

afterEach(() => closeAccessiblePages(browser));

async function visit(path = "/", at = web.url): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(at + path);
  return page;
}

/** Orders a cluster; resolves with PayPal's order id once PayPal's page is open. */
async function order(page: Page, clusterName: string): Promise<string> {
  await page.getByLabel("Cluster name").fill(clusterName);
  await page.getByRole("button", { name: "Pay with PayPal" }).click();
  await page.waitForURL(/\/checkoutnow\?token=/);
  return new URL(page.url()).searchParams.get("token") ?? "";
}

const approve = (page: Page) => page.getByRole("button", { name: /pay now/i }).click();
const shown = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();
const progress = (page: Page) => page.getByRole("list", { name: "Order progress" });
const provisioned = (page: Page) =>
  progress(page).locator("[data-state=provisioned][data-progress=done]").waitFor();

describe("the page of an order", () => {
  test("has the same address and content after a reload", async () => {
    const page = await visit();
    const id = await order(page, "reloaded");
    await approve(page);
    await provisioned(page);
    await page.waitForURL(`${web.url}/order?id=${id}`);
    const before = await progress(page).innerText();
    await page.reload();
    await provisioned(page);
    expect(await progress(page).innerText()).toBe(before);
    await shown(page, orderStateMeaning.provisioned.text);
    expect(environment.sandbox.paypal.captureCount(id)).toBe(1);
  });

  test("is opened by its address in another tab, and follows the order there", async () => {
    const page = await visit();
    const id = await order(page, "followed");
    const other = await visit(`/order?id=${id}`);
    await shown(other, orderStateMeaning.awaiting_approval.text);
    expect(await other.getByRole("link", { name: "Approve at PayPal" }).count()).toBe(1);
    await approve(page);
    await provisioned(other);
    expect(await other.getByRole("link", { name: "Approve at PayPal" }).count()).toBe(0);
  });

  test.each(["/order?id=UNKNOWN0000000000", "/order?id=not%20an%20id", "/order", "/elsewhere"])(
    "is the page for unknown addresses at %s",
    async (path) => {
      const page = await visit(path);
      await page.getByRole("link", { name: "Order a cluster" }).click();
      await page.waitForURL(`${web.url}/`);
      expect(await page.getByLabel("Cluster name").inputValue()).toBe("");
    },
  );

  test("explains the refund of an order that web-order rejects", async () => {
    environment.sandbox.webOrder.refuse("rejected-name");
    const page = await visit();
    await order(page, "rejected-name");
    await approve(page);
    await shown(page, orderStateMeaning.refunded.text);
    await progress(page).locator("[data-state=refunded][data-progress=ended]").waitFor();
    await page.getByRole("link", { name: "Order again" }).click();
    expect(await page.getByLabel("Cluster name").inputValue()).toBe("rejected-name");
  });

  test("shows a refund of a part, and then of the whole payment, with amounts", async () => {
    const { paypal } = environment.sandbox;
    const page = await browser.newPage();
    // A settled order is read every minute.
    await page.clock.install();
    const minutePasses = () => page.clock.fastForward(60_000);
    await page.goto(web.url);
    const id = await order(page, "refunded-in-parts");
    await approve(page);
    await provisioned(page);
    const refunded = async () => (await client.order.get.query({ order_id: id })).refunded_amount;
    paypal.refundInDashboard(id, "12.50");
    await expect.poll(refunded).toMatchObject({ value: "12.50" });
    await minutePasses();
    await shown(page, "Partly refunded: $12.50 of $30.00.");
    await shown(page, "Part of the payment was refunded.");
    expect(await axeViolations(page)).toEqual([]);
    paypal.refundInDashboard(id, "17.50");
    await expect.poll(refunded).toMatchObject({ value: "30.00" });
    await minutePasses();
    await shown(page, orderStateMeaning.refunded.text);
    expect(await page.getByText(/Partly refunded/).count()).toBe(0);
  });

  test("copies the order's number for a question about it", async () => {
    const page = await visit();
    const id = await order(page, "copied-number");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`${web.url}/order?id=${id}`);
    await page.getByRole("button", { name: "Copy" }).click();
    await shown(page, "Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id);
  });

  test("states that the browser is offline, and follows the order once it is not", async () => {
    const page = await visit();
    const id = await order(page, "followed-offline");
    await page.goto(`${web.url}/order?id=${id}`);
    await shown(page, orderStateMeaning.awaiting_approval.text);
    await page.context().setOffline(true);
    await page.getByText(/^You are offline\./).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    environment.sandbox.paypal.approve(id);
    await client.order.approve.mutate({ order_id: id });
    await page.context().setOffline(false);
    await provisioned(page);
    expect(await page.getByText(/You are offline/).count()).toBe(0);
  });

  test("offers another attempt, not another payment, while PayPal does not show the order", async () => {
    const page = await visit();
    const id = await order(page, "not-shown");
    environment.sandbox.paypal.expire(id);
    await page.goto(`${web.url}/return?token=${id}`);
    await page.getByText(/took no money/).waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    expect(await page.getByRole("link", { name: /Approve at PayPal|Order again/ }).count()).toBe(0);
    expect(environment.sandbox.paypal.captureCount(id)).toBe(0);
  });

  test("reports a lost connection, and goes on once the service is up again", async () => {
    const own = await environment.startServer();
    await using ownWeb = await startWeb(own.url);
    const page = await visit("/", ownWeb.url);
    const id = await order(page, "interrupted");
    await page.goto(`${ownWeb.url}/order?id=${id}`);
    await shown(page, orderStateMeaning.awaiting_approval.text);
    await own.kill();
    await page.reload();
    await page.getByText(/cannot be loaded yet/).waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await environment.startServer({ served_port: new URL(own.url).port });
    await shown(page, orderStateMeaning.awaiting_approval.text);
    expect(await page.getByText(/cannot be loaded yet/).count()).toBe(0);
  });
});

describe("a page that is opened by a link", () => {
  test("begins at its top, with the focus on its heading", async () => {
    const page = await visit();
    await page.setViewportSize({ width: 800, height: 300 });
    await page.getByLabel("Currency").scrollIntoViewIfNeeded();
    const orders = page.getByRole("link", { name: "Your orders" });
    await orders.evaluate((link: HTMLElement) => link.click());
    const heading = page.getByRole("heading", { level: 1, name: "Your orders" });
    await expect.poll(() => heading.evaluate((h1) => h1 === document.activeElement)).toBe(true);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    expect(await page.title()).toContain("Your orders");
  });

  test("offers a reload if its files cannot be loaded, and the other pages remain", async () => {
    const page = await visit();
    await page.route("**/orders-page-*.js", (route) => route.abort());
    await page.getByRole("link", { name: "Your orders" }).click();
    await page.getByRole("heading", { name: "This page could not be loaded" }).waitFor();
    await page.getByRole("link", { name: "OneKonsole" }).click();
    await page.getByLabel("Cluster name").waitFor();
    await page.goBack();
    await page.unroute("**/orders-page-*.js");
    await page.getByRole("button", { name: "Load the page again" }).click();
    await page.getByRole("heading", { level: 1, name: "Your orders" }).waitFor();
    expect(await page.title()).toContain("Your orders");
  });
});

describe("the receipt of an order", () => {
  test("has the words and figures of its PDF, in the language of the page", async () => {
    const page = await visit();
    const id = await order(page, "with-receipt");
    await approve(page);
    await provisioned(page);
    await page.getByRole("link", { name: "Show the receipt" }).click();
    await page.waitForURL(`${web.url}/receipt?id=${id}`);
    await page.getByLabel(/^(Language|Langue)/).selectOption("fr");
    const receipt = page.getByRole("article", { name: /^Reçu \d{4}-\d{6}$/ });
    await receipt.waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const stated = await receipt.locator("h2, h3, p, dt, dd, th, td").allInnerTexts();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /^Enregistrer en PDF/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^receipt-\d{4}-\d{6}\.pdf$/);
    const pdf = new Uint8Array(await readFile(await download.path()));
    const { text } = await extractText(pdf, { mergePages: true });
    expect(stated.length).toBeGreaterThan(20);
    for (const each of stated) expect(plain(text)).toContain(plain(each));
  });

  test("is announced before the payment", async () => {
    const page = await visit();
    const id = await order(page, "without-receipt");
    await page.goto(`${web.url}/receipt?id=${id}`);
    await page.getByText(/^There is no receipt for this order yet/).waitFor();
    expect(await page.title()).toContain("Your receipt");
    await page.goto(`${web.url}/receipt?id=7AB12345CD678901E`);
    await page.getByRole("heading", { name: "Order not found" }).waitFor();
  });
});

/** Without spaces: a PDF has positions instead of some, and breaks lines elsewhere. */
const plain = (text: string) => text.replaceAll(/\s+/g, "");

describe("the way back in the browser", () => {
  test("leads from PayPal to the filled form, which can be sent again", async () => {
    const page = await visit();
    await page.getByLabel("Monitoring", { exact: true }).check();
    await page.getByLabel("Image storage (GB)", { exact: true }).fill("12");
    const first = await order(page, "gone-back");
    await page.goBack();
    await expect.poll(() => page.getByLabel("Cluster name").inputValue()).toBe("gone-back");
    expect(await page.getByLabel("Monitoring", { exact: true }).isChecked()).toBe(true);
    expect(await page.getByLabel("Image storage (GB)", { exact: true }).inputValue()).toBe("12");
    const second = await order(page, "gone-back");
    expect(second).not.toBe(first);
    await approve(page);
    await provisioned(page);
    expect(environment.sandbox.paypal.captureCount(first)).toBe(0);
  });

  test("leads from the order to the checkout and forward again", async () => {
    const page = await visit();
    const id = await order(page, "there-and-back");
    await page.goto(`${web.url}/order?id=${id}`);
    await shown(page, orderStateMeaning.awaiting_approval.text);
    await page.getByRole("link", { name: "OneKonsole" }).click();
    await page.getByLabel("Cluster name").waitFor();
    await page.goBack();
    await shown(page, orderStateMeaning.awaiting_approval.text);
    expect(await page.title()).toContain("Your order");
    await page.goForward();
    expect(await page.getByLabel("Cluster name").inputValue()).toBe("there-and-back");
  });

  test("has no second approval of a returned payer", async () => {
    const page = await visit();
    const id = await order(page, "returned-once");
    await approve(page);
    await provisioned(page);
    await page.goto(`${web.url}/return?token=${id}`);
    await provisioned(page);
    await page.waitForURL(`${web.url}/order?id=${id}`);
    expect(environment.sandbox.paypal.captureCount(id)).toBe(1);
  });
});
