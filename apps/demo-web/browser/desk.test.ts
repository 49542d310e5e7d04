import { createSandboxClient, type SandboxClient } from "@onekonsole/billing-sandbox/control";
import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import { startWeb } from "@onekonsole/billing-testkit/browser/start-web";
import type { Web } from "@onekonsole/billing-testkit/browser/web-settings";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "./axe.ts";
import { closeAccessiblePages } from "./close-pages.ts";

const webhookId = "9WR10273VK586402M";

let environment: FlowEnvironment;
let control: SandboxClient;
let web: Web;
let browser: Browser;
beforeAll(async () => {
  environment = await startFlowEnvironment({ recordsWire: true, movesClock: true });
  const { issuer, paypal, controlUrl } = environment.sandbox;
  const server = await environment.startServer({
    oidc_issuer: issuer.url,
    oidc_audience: issuer.audience,
    paypal_webhook_id: webhookId,
    paypal_webhook_issuer: paypal.webhooks.caCertificate,
  });
  paypal.webhooks.subscribe({ url: `${server.url}/webhooks/paypal`, webhookId });
  control = createSandboxClient(controlUrl);
  web = await startWeb(server.url, { issuerUrl: issuer.url, sandboxUrl: controlUrl });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await web?.[Symbol.asyncDispose]();
  await environment?.[Symbol.asyncDispose]();
});

let faults: string[] = [];
afterEach(async () => {
  await closeAccessiblePages(browser);
  expect(faults).toEqual([]);
});

async function visit(path = "/desk"): Promise<Page> {
  faults = [];
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(web.url + path);
  return page;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const strip = (page: Page) => page.getByText("Simulated conditions").locator("..");

/** Waits until the chosen order is shown in this state at the service. */
const reaches = (page: Page, text: string) =>
  page.locator("[aria-pressed=true]").getByText(text, { exact: true }).waitFor();

/** Places an order at the desk, which chooses it. */
async function placeOrder(page: Page): Promise<string> {
  await button(page, "Place an order").click();
  await page.waitForURL(/\?order=/);
  await button(page, "Approve the payment").waitFor();
  return new URL(page.url()).searchParams.get("order") ?? "";
}

describe("the desk", () => {
  test("shows a payment in both worlds, on the wire and in the order's timeline", async () => {
    const page = await visit("/");
    await page.getByRole("link", { name: "Open the desk" }).click();
    const id = await placeOrder(page);
    expect(await axeViolations(page)).toEqual([]);
    await button(page, "Approve the payment").click();
    await reaches(page, "Cluster ordered");
    await part(page, "Actions").getByText("Approve the payment: done.").waitFor();
    await part(page, "Timeline of the order").getByText("delivered").waitFor();

    const wire = part(page, "Wire");
    await wire.getByText("PAYMENT.CAPTURE.COMPLETED").waitFor();
    await wire.getByText(`POST /v2/checkout/orders/${id}/capture`).click();
    await wire.getByText('"status": "COMPLETED"').first().waitFor();
    expect(environment.sandbox.paypal.captureCount(id)).toBe(1);
  });

  test("acts as payer, PayPal and operator, each with its result", async () => {
    const page = await visit();
    const id = await placeOrder(page);
    await button(page, "Approve a payment that PayPal reviews").click();
    await reaches(page, "Payment held by PayPal");
    await button(page, "Release the pending payment").click();
    await reaches(page, "Cluster ordered");
    await button(page, "Open a dispute").click();
    await button(page, "Decide the dispute for the merchant").click();
    await part(page, "Timeline of the order").getByText("dispute_closed").waitFor();
    const operator = part(page, "Actions").getByText("Operator of the service").locator("..");
    await operator.getByRole("button", { name: "Refund all that remains" }).click();
    await page.getByText("refund 30.00 COMPLETED").first().waitFor();
    expect(environment.sandbox.paypal.refundedTotal(id)).toBe("30.00");
  });

  test("explains an action that is not possible any more", async () => {
    const page = await visit();
    const id = await placeOrder(page);
    await page.route("**/_sandbox/paypal/orders?*", () => {});
    await control.orders.expire({ id });
    await button(page, "Approve the payment").click();
    await part(page, "Actions").getByText("Approve the payment: not done.").waitFor();
    await part(page, "Actions")
      .getByText(/has expired/)
      .waitFor();
    expect(environment.sandbox.paypal.captureCount(id)).toBe(0);
  });

  test("stops and starts webhooks, and every page shows it", async () => {
    const page = await visit();
    await placeOrder(page);
    await button(page, "Stop").click();
    await strip(page).getByText("Webhooks are stopped; 0 are kept back.").waitFor();
    await button(page, "Pay in the browser").click();
    await strip(page)
      .getByText(/Webhooks are stopped; [1-9]\d* are kept back./)
      .waitFor();
    const checkout = await visit("/");
    await strip(checkout)
      .getByText(/Webhooks are stopped/)
      .waitFor();
    expect(await axeViolations(checkout)).toEqual([]);
    await button(page, "End all conditions").click();
    await reaches(page, "Cluster ordered");
    await expect.poll(() => strip(checkout).count()).toBe(0);
  });

  test("sets outages and slowness", async () => {
    const page = await visit();
    await page.getByLabel("web-order", { exact: true }).selectOption("Unreachable");
    await strip(page).getByText("web-order is unreachable.").waitFor();
    await page.getByLabel("PayPal", { exact: true }).selectOption("Slow (up to 3 s)");
    await strip(page).getByText("PayPal responds up to 3 s late.").waitFor();
    await button(page, "End all conditions").click();
    await expect.poll(() => strip(page).count()).toBe(0);
  });

  test("says when the sandbox cannot be reached, and goes on once it can", async () => {
    const page = await visit();
    await part(page, "Conditions").waitFor();
    const sandbox = new RegExp(new URL(environment.sandbox.controlUrl).host);
    await page.route(sandbox, (route) => route.abort());
    await page.reload();
    await page.getByText("The sandbox cannot be reached.").first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.unroute(sandbox);
    await part(page, "Conditions").waitFor();
    await expect.poll(() => page.getByText("The sandbox cannot be reached.").count()).toBe(0);
  });

  test("plays scenarios, and shows the expected result beside the one that was seen", async () => {
    const page = await visit();
    for (const name of [
      "paid in one go",
      "declined, then paid",
      "pending, then denied",
      "web-order refuses the name",
      "dispute after delivery, lost",
    ]) {
      await button(page, `Play: ${name}`).click();
      const scenario = part(page, `Scenario: ${name}`);
      await scenario.getByText(`${name}: as expected.`).waitFor();
      expect(await scenario.getByRole("row").count()).toBe(8);
    }
  });

  test("is usable by keyboard, on a phone and in the dark", async () => {
    const page = await visit();
    await placeOrder(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 375, height: 700 });
    const first = part(page, "Orders").getByRole("listitem").first().getByRole("button");
    await first.focus();
    await page.keyboard.press("Enter");
    await part(page, "Actions").getByText("Service").first().waitFor();
    await part(page, "Wire").locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await part(page, "Wire")
      .getByText(/^Response/)
      .waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
  });

  test("moves the clock of both worlds, in which an unapproved order expires", async () => {
    const page = await visit();
    const id = await placeOrder(page);
    await button(page, "+3 h").click();
    await strip(page).getByText("The clock is 3 h ahead.").waitFor();
    await page.locator("[aria-pressed=true]").getByText("EXPIRED", { exact: true }).waitFor();
    const ended = page.locator("[aria-pressed=true]").getByText("Order ended", { exact: true });
    const passMinutes = async () => {
      await button(page, "+5 min").click();
      return ended.count();
    };
    await expect.poll(passMinutes, { interval: 500 }).toBe(1);

    await page.goto(`${web.url}/order?id=${id}`);
    await page.getByText(/not completed in time/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("link", { name: "Order again" }).click();
    await page.getByLabel("Cluster name").fill("started-again");
    await button(page, "Pay with PayPal").click();
    await page.waitForURL(/\/checkoutnow\?token=/);
    await page.getByRole("button", { name: /pay now/i }).click();
    await page.locator("[data-state=provisioned][data-progress=done]").waitFor();
  });
});
