import { randomUUID } from "node:crypto";
import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import { startWeb } from "@onekonsole/billing-testkit/browser/start-web";
import type { Web } from "@onekonsole/billing-testkit/browser/web-settings";
import type { BillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { fr } from "../src/texts/fr.ts";
import { axeViolations } from "./axe.ts";
import { closeAccessiblePages } from "./close-pages.ts";
import { testPayPalButton } from "./paypal-button-tests.ts";

let environment: FlowEnvironment;
let server: BillingProcess;
let web: Web;
let browser: Browser;
beforeAll(async () => {
  environment = await startFlowEnvironment();
  server = await environment.startServer();
  web = await startWeb(server.url, { payPal: environment.sandbox.paypal });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await web?.[Symbol.asyncDispose]();
  await environment?.[Symbol.asyncDispose]();
});

afterEach(() => closeAccessiblePages(browser));

/** A page whose browser blocks PayPal's SDK, so that the checkout leads to PayPal's page. */
async function newPage(profile: Browser | BrowserContext = browser): Promise<Page> {
  const page = await profile.newPage();
  await page.route(/\/web-sdk\//, (route) => route.abort());
  return page;
}

/** Opens the page as a new visitor; `faults` collects the errors that the page throws. */
async function visit(path = "/"): Promise<{ page: Page; faults: string[] }> {
  const page = await newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(web.url + path);
  return { page, faults };
}

async function payFor(page: Page, clusterName: string): Promise<string> {
  await page.getByLabel("Cluster name").fill(clusterName);
  await page.getByRole("button", { name: "Pay with PayPal" }).click();
  await page.waitForURL(/\/checkoutnow\?token=/);
  return new URL(page.url()).searchParams.get("token") ?? "";
}

const state = (page: Page, name: string) =>
  page.getByRole("list", { name: "Order progress" }).locator(`[data-state=${name}]`);

/** Opens the page as a customer without earlier orders. */
async function visitAs(userId: string, path = "/"): Promise<Page> {
  const page = await newPage();
  await page.addInitScript((id) => localStorage.setItem("billing-demo-user", id), userId);
  await page.goto(web.url + path);
  return page;
}

describe("the language of the page", () => {
  test("is the browser's, and is switched in the header for all tabs and later visits", async () => {
    await using context = await browser.newContext({ locale: "fr-FR" });
    const [page, otherTab] = [await context.newPage(), await context.newPage()];
    for (const tab of [page, otherTab]) await tab.goto(`${web.url}/cancel`);
    await page.getByRole("heading", { name: "Paiement annulé" }).waitFor();
    expect(await page.title()).toBe("Paiement annulé – OneKonsole");
    expect(await page.getAttribute("html", "lang")).toBe("fr");
    await page.getByLabel("Langue").selectOption("English");
    await page.getByRole("heading", { name: "Payment cancelled" }).waitFor();
    await otherTab.getByRole("heading", { name: "Payment cancelled" }).waitFor();
    expect(await page.title()).toBe("Payment cancelled – OneKonsole");
    expect(await page.getAttribute("html", "lang")).toBe("en");
    await page.reload();
    await page.getByRole("heading", { name: "Payment cancelled" }).waitFor();
  });

  test("is English if the French texts cannot be loaded", async () => {
    await using context = await browser.newContext({ locale: "fr-FR" });
    await context.route(/\/assets\/fr-/, (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${web.url}/cancel`);
    await page.getByRole("heading", { name: "Payment cancelled" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("en");
    await page.getByText("The texts in Français could not be loaded").waitFor();
    await context.unroute(/\/assets\/fr-/);
    await page.getByRole("button", { name: "Load the page again" }).click();
    await page.getByRole("heading", { name: "Paiement annulé" }).waitFor();
  });

  test("is French from the form to the paid order, the list and the receipt, without a fault of axe", async () => {
    await using context = await browser.newContext({ locale: "fr-FR" });
    const page = await newPage(context);
    await page.addInitScript((id) => localStorage.setItem("billing-demo-user", id), randomUUID());
    await page.goto(web.url);
    await page.getByLabel("Nom du cluster").fill("Pas un nom");
    await expect.poll(() => page.getByTestId("total").textContent()).toMatch(/^30,00\s\$US$/);
    await page.getByRole("button", { name: "Payer avec PayPal" }).click();
    await page.getByText("Le nom du cluster doit comporter").waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel("Nom du cluster").fill("en-francais");
    await page.getByRole("button", { name: "Payer avec PayPal" }).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
    expect(await page.getAttribute("html", "lang")).toBe("fr");
    await page.getByRole("button", { name: "Payer maintenant" }).click();
    await page.getByText(fr.states.texts.provisioned).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("link", { name: "Vos commandes" }).click();
    const line = page.getByRole("list", { name: "Commandes" }).getByRole("listitem");
    await expect.poll(() => line.textContent()).toMatch(/en-francais.*Cluster commandé.*Payé$/);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("link", { name: "en-francais" }).click();
    await page.getByRole("link", { name: fr.receipt.show }).click();
    await page.getByRole("article", { name: /^Reçu \d{4}-\d{6}$/ }).waitFor();
  });
});

test("a browser without JavaScript shows in both languages what to do, and where to write", async () => {
  await using context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(web.url);
  for (const [language, text] of [
    ["en", /need JavaScript.*settings of your browser/s],
    ["fr", /nécessitent JavaScript.*réglages de votre\s+navigateur/s],
  ] as const) {
    const paragraph = page.locator(`p[lang=${language}]`);
    expect(await paragraph.textContent()).toMatch(text);
    const address = await paragraph.getByRole("link").getAttribute("href");
    expect(address).toMatch(/^mailto:\S+@\S+$/);
  }
});

describe("finding an order again", () => {
  test("takes one click after the tab was closed, and leads to PayPal and the paid order", async () => {
    const userId = randomUUID();
    const page = await visitAs(userId);
    await payFor(page, "closed-tab");
    await page.close();
    const later = await visitAs(userId);
    await later.getByText("Your order of closed-tab waits for its payment.").waitFor();
    await later.getByRole("link", { name: "Continue this order" }).click();
    await later.getByRole("link", { name: "Approve at PayPal" }).click();
    await later.getByRole("button", { name: /pay now/i }).click();
    await state(later, "provisioned").and(later.locator("[data-progress=done]")).waitFor();
    await later.getByRole("link", { name: "OneKonsole" }).click();
    await later.getByTestId("total").waitFor();
    expect(await later.getByText("closed-tab").count()).toBe(0);
  });

  test("is possible in the list of all orders, with what happened to the money", async () => {
    const userId = randomUUID();
    const page = await visitAs(userId, "/orders");
    await page.getByText("You have not ordered a cluster yet.").waitFor();
    await page.getByRole("link", { name: "Order a cluster" }).click();
    await payFor(page, "listed-cluster");
    await page.getByRole("button", { name: /pay now/i }).click();
    await state(page, "provisioned").and(page.locator("[data-progress=done]")).waitFor();
    await page.getByRole("link", { name: "Your orders" }).click();
    const line = page.getByRole("list", { name: "Orders" }).getByRole("listitem");
    await expect.poll(() => line.textContent()).toMatch(/listed-cluster.*Cluster ordered.*Paid$/);
    await page.getByLabel("Payment").selectOption("Refunded");
    await page.getByText("You have no order with this payment.").waitFor();
    // The form is empty after a purchase.
    await page.getByRole("link", { name: "OneKonsole" }).click();
    expect(await page.getByLabel("Cluster name").inputValue()).toBe("");
  });
});

describe("ordering a cluster in a browser", () => {
  test("leads from the form through PayPal's page to a provisioned cluster", async () => {
    const { page, faults } = await visit();
    await page.getByLabel("Image storage (GB)", { exact: true }).fill("11");
    await expect.poll(() => page.getByTestId("total").textContent()).toMatch(/\d/);
    const shown = await page.getByTestId("total").textContent();

    const orderId = await payFor(page, "browser-cluster");
    expect(await page.textContent("body")).toContain(orderId);
    await page.getByRole("button", { name: /pay now/i }).click();
    await page.waitForURL((url) => url.origin === web.url);
    await state(page, "provisioned").and(page.locator("[data-progress=done]")).waitFor();

    const { webOrder, paypal } = environment.sandbox;
    const row = webOrder.rows.find(({ paypal_id }) => paypal_id === orderId);
    expect(row).toMatchObject({ cluster_name: "browser-cluster", images_storage: 11 });
    const amount = paypal.orders.get(orderId)?.purchase_units[0]?.amount.value;
    expect(shown).toContain(amount);
    expect(paypal.captureCount(orderId)).toBe(1);
    expect(faults).toEqual([]);
  });

  test("has one demo user without an issuer, and no other to switch to", async () => {
    const { page } = await visit();
    await page.getByText("Developer options").waitFor();
    expect(await page.getByLabel("Signed in as").count()).toBe(0);
  });

  test("shows an invalid input at its field, and orders nothing", async () => {
    const before = environment.sandbox.paypal.orders.size;
    const { page } = await visit();
    await page.getByLabel("Cluster name").fill("Not A Label");
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    const field = page.getByLabel("Cluster name");
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    expect(await page.textContent("body")).toContain("lower-case letters");
    expect(environment.sandbox.paypal.orders.size).toBe(before);
  });

  test("suggests a name that is allowed while another is typed", async () => {
    const { page } = await visit();
    const field = page.getByLabel("Cluster name");
    await field.fill("My Cluster");
    const suggestion = page.getByRole("status").getByRole("button", { name: "Use “my-cluster”" });
    await suggestion.waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await field.inputValue()).toBe("my-cluster");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await field.getAttribute("aria-invalid")).toBe("false");
    expect(await suggestion.count()).toBe(0);
  });

  test("works by keyboard on a phone, with total and button always in reach", async () => {
    const { page } = await visit();
    await page.setViewportSize({ width: 375, height: 667 });
    await expect.poll(() => page.getByTestId("total").textContent()).toMatch(/\d/);
    const pay = page.getByRole("button", { name: "Pay with PayPal" });
    const isInReach = async () => {
      const { y = 0, height = 0 } = (await pay.boundingBox()) ?? {};
      return y > 0 && y + height <= 667;
    };
    const isCovered = () =>
      page.evaluate(() => {
        const { left, top, width, height } = document.activeElement!.getBoundingClientRect();
        const over = document.elementFromPoint(left + width / 2, top + height / 2);
        return over?.closest(".pay-bar") && !document.activeElement!.closest(".pay-bar");
      });
    await page.getByLabel("Cluster name").focus();
    await page.keyboard.type("by-keyboard");
    expect(await isInReach()).toBe(true);
    for (let tabs = 0; tabs < 20; tabs += 1) {
      if (await pay.evaluate((button) => button === document.activeElement)) break;
      expect(await isCovered()).toBeFalsy();
      await page.keyboard.press("Tab");
    }
    expect(await isInReach()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/checkoutnow\?token=/);
  });

  test("orders nothing at a price that has changed since, and shows the new one", async () => {
    const before = environment.sandbox.paypal.orders.size;
    const { page } = await visit("/cancel");
    // The page has loaded the prices before they changed.
    await page.route(/order\.prices/, async (route) => {
      const response = await route.fetch();
      const text = (await response.text()).replaceAll('"basic":20', '"basic":19');
      await route.fulfill({ response, body: text });
      await page.unroute(/order\.prices/);
    });
    await page.getByRole("link", { name: "Back to your cluster" }).click();
    await expect.poll(() => page.getByTestId("total").textContent()).toBe("$29.00");
    await page.getByLabel("Cluster name").fill("price-changed");
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await page.getByText("The total was $29.00 and is $30.00 now.").waitFor();
    await expect.poll(() => page.getByTestId("total").textContent()).toBe("$30.00");
    expect(environment.sandbox.paypal.orders.size).toBe(before);
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
  });

  test("can be used again if the browser stays where it is, and offers the order", async () => {
    const page = await newPage();
    await page.clock.install();
    // As when the link opens PayPal's app.
    await page.route(/\/checkoutnow/, (route) => route.fulfill({ status: 204 }));
    await page.goto(web.url);
    await page.getByLabel("Cluster name").fill("stays-here");
    const left = page.waitForRequest(/\/checkoutnow/);
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await left;
    await page.clock.fastForward(15_000);
    await page.getByText("Your order of stays-here waits for its payment.").waitFor();
    expect(await page.getByLabel("Cluster name").isEnabled()).toBe(true);
  });

  test("takes no money after a cancellation at PayPal, and keeps the form", async () => {
    const { page } = await visit();
    const orderId = await payFor(page, "cancelled-cluster");
    await page.getByRole("button", { name: /cancel/i }).click();
    await page.waitForURL(/\/cancel/);
    expect(environment.sandbox.paypal.captureCount(orderId)).toBe(0);
    await page.getByRole("link", { name: "Back to your cluster" }).click();
    await expect.poll(() => page.getByLabel("Cluster name").inputValue()).toBe("cancelled-cluster");
  });

  test("explains a declined payment, which can be approved again", async () => {
    const { page } = await visit();
    const orderId = await payFor(page, "declined-cluster");
    environment.sandbox.paypal.approve(orderId, { capture: "DECLINED" });
    await page.goto(`${web.url}/return?token=${orderId}`);
    await page.getByText("Please choose another one at PayPal").first().waitFor();
    expect(await page.locator(".notice-error").count()).toBe(1);
    await page.goto(`${web.url}/order?id=${orderId}`);
    await page.getByText(/^PayPal did not complete the payment\. No money was taken\./).waitFor();
    expect(await page.locator(".notice-error").count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("link", { name: "Approve at PayPal" }).click();
    await page.getByRole("button", { name: /pay now/i }).click();
    await state(page, "provisioned").and(page.locator("[data-progress=done]")).waitFor();
    expect(environment.sandbox.paypal.captureCount(orderId)).toBe(1);
  });

  test("rejects a cluster name that is paid for, with a link to its order", async () => {
    const { page, faults } = await visit();
    const first = await payFor(page, "ordered-once");
    await page.getByRole("button", { name: /pay now/i }).click();
    await state(page, "provisioned").and(page.locator("[data-progress=done]")).waitFor();
    await page.goto(web.url);
    await page.getByLabel("Cluster name").fill("ordered-once");
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    const name = page.getByLabel("Cluster name");
    await expect.poll(() => name.getAttribute("aria-invalid")).toBe("true");
    await page.getByText("belongs to an order of yours").waitFor();
    const link = page.getByRole("link", { name: "See that order" });
    expect(await link.getAttribute("href")).toBe(`/order?id=${first}`);
    // Another name is accepted.
    await name.fill("ordered-twice");
    expect(await link.count()).toBe(0);
    expect(await page.getByText("paid or being paid").count()).toBe(0);
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
    expect(faults).toEqual([]);
  });

  test("leads a payer who approved a second order for a name to the first one, not to PayPal", async () => {
    const { page, faults } = await visit();
    const first = await payFor(page, "approved-twice");
    const { page: other } = await visit();
    const second = await payFor(other, "approved-twice");
    environment.sandbox.paypal.approve(first);
    await page.goto(`${web.url}/return?token=${first}`);
    await state(page, "provisioned").and(page.locator("[data-progress=done]")).waitFor();
    await other.getByRole("button", { name: /pay now/i }).click();
    await other.waitForURL((url) => url.origin === web.url);
    for (let reload = 0; reload < 2; reload += 1) {
      await other.getByText("Another order of yours uses this cluster name").waitFor();
      expect(await other.getByRole("link", { name: /PayPal|Order again/ }).count()).toBe(0);
      await other.reload();
    }
    await other.getByRole("link", { name: "See the first order" }).click();
    await other.waitForURL(`${web.url}/order?id=${first}`);
    await state(other, "provisioned").and(other.locator("[data-progress=done]")).waitFor();
    expect(environment.sandbox.paypal.captureCount(second)).toBe(0);
    expect(faults).toEqual([]);
  });

  test("reports that the server is down, and works again after its restart", async () => {
    const own = await environment.startServer();
    await using ownWeb = await startWeb(own.url);
    const page = await browser.newPage();
    await page.goto(ownWeb.url);
    await expect.poll(() => page.getByTestId("total").textContent()).toMatch(/\d/);
    await page.getByLabel("Cluster name").fill("patient-cluster");
    const port = new URL(own.url).port;
    await own.kill();
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await page.getByText(/cannot be reached/).waitFor();
    expect(await page.getByLabel("Cluster name").inputValue()).toBe("patient-cluster");

    await environment.startServer({ served_port: port });
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
  });
});

testPayPalButton(() => ({ environment, web, browser }));
