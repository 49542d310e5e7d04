import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import { startWeb } from "@onekonsole/billing-testkit/browser/start-web";
import type { Web } from "@onekonsole/billing-testkit/browser/web-settings";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import type { Browser, BrowserContext, Page, Request } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { axeViolations } from "./axe.ts";
import { closeAccessiblePages } from "./close-pages.ts";
import { testDocsPage } from "./docs-page-tests.ts";

let environment: FlowEnvironment;
let web: Web;
let browser: Browser;
let serviceUrl: string;
beforeAll(async () => {
  environment = await startFlowEnvironment();
  const { issuer } = environment.sandbox;
  const server = await environment.startServer({
    oidc_issuer: issuer.url,
    oidc_audience: issuer.audience,
  });
  serviceUrl = server.url;
  web = await startWeb(server.url, { issuerUrl: issuer.url });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await web?.[Symbol.asyncDispose]();
  await environment?.[Symbol.asyncDispose]();
});

/** A new browser profile for each test, shared by its pages. */
let profile: BrowserContext;
beforeEach(async () => {
  profile = await browser.newContext();
});
afterEach(async () => {
  await environment.sandbox.issuer.up();
  await closeAccessiblePages(browser);
});

async function visit(path = "/"): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(web.url + path);
  return page;
}

const users = () => environment.sandbox.issuer.users;
const userId = (name: string) => users().find((user) => user.name === name)?.id ?? "";
const switcher = (page: Page) => page.getByLabel("Signed in as");
const shownUser = (page: Page) => switcher(page).inputValue();

/** The `sub` of a request's token. */
function tokenSubject(request: Request): unknown {
  const payload = request.headers()["authorization"]?.split(".")[1];
  if (payload === undefined) return undefined;
  return (JSON.parse(Buffer.from(payload, "base64url").toString()) as { sub: unknown }).sub;
}

describe("the user of the page", () => {
  test("is the first user initially, and can be switched to any other", async () => {
    const page = await visit();
    await expect.poll(() => shownUser(page)).toBe(users()[0].id);
    const names = await switcher(page).locator("option").allTextContents();
    expect(names).toEqual([
      "Camille Martin",
      "Jonas Weber",
      "Zoë Novák",
      "Robin Okafor (operator)",
    ]);
    expect(await page.getByText("Developer options").count()).toBe(0);
  });

  test("orders with their own token and for themselves", async () => {
    const page = await visit();
    await switcher(page).selectOption("Jonas Weber");
    await page.getByLabel("Cluster name").fill("jonas-cluster");
    const created = page.waitForRequest(/order\.create/);
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    const request = await created;
    expect(tokenSubject(request)).toBe(userId("Jonas Weber"));
    expect(request.postDataJSON()).toMatchObject({
      0: { order_details: { user_id: userId("Jonas Weber") } },
    });
    await page.waitForURL(/\/checkoutnow\?token=/);
    await page.getByRole("button", { name: /cancel/i }).click();
    await page.waitForURL(/\/cancel/);
    await expect.poll(() => shownUser(page)).toBe(userId("Jonas Weber"));
  });

  test("can be switched by keyboard, in every tab of the browser", async () => {
    const [page, otherTab] = [await visit(), await visit("/cancel")];
    await expect.poll(() => shownUser(otherTab)).toBe(users()[0].id);
    await expect.poll(() => switcher(page).isEnabled()).toBe(true);
    await page.getByRole("link", { name: "Your orders" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => shownUser(page)).toBe(userId("Jonas Weber"));
    await expect.poll(() => shownUser(otherTab)).toBe(userId("Jonas Weber"));
    expect(await switcher(page).evaluate((select) => select === document.activeElement)).toBe(true);
  });

  test("gets an order reloaded after a switch", async () => {
    const page = await visit();
    await page.getByLabel("Cluster name").fill("shown-cluster");
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
    const orderId = new URL(page.url()).searchParams.get("token") ?? "";
    await page.goto(`${web.url}/order?id=${orderId}`);
    await page.getByText("shown-cluster").waitFor();
    const isFromOperator = (request: Request) => tokenSubject(request) === userId("Robin Okafor");
    const reloads = ["order.get", "order.watch"].map((procedure) =>
      page.waitForRequest(
        (request) => request.url().includes(procedure) && isFromOperator(request),
      ),
    );
    await switcher(page).selectOption("Robin Okafor (operator)");
    await Promise.all(reloads);
    await expect.poll(() => page.getByText("shown-cluster").isVisible()).toBe(true);
  });

  test("is offered the other accounts for an order that is not theirs", async () => {
    const page = await visit();
    await page.getByLabel("Cluster name").fill("foreign-cluster");
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await page.waitForURL(/\/checkoutnow\?token=/);
    const orderId = new URL(page.url()).searchParams.get("token") ?? "";
    await page.goto(`${web.url}/order?id=${orderId}`);
    await page.getByText("foreign-cluster").waitFor();
    await switcher(page).selectOption("Jonas Weber");
    await page.getByRole("heading", { name: "Order not found" }).waitFor();
    expect(await page.getByText("foreign-cluster").count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Camille Martin" }).click();
    await page.getByText("foreign-cluster").waitFor();
    // The focused button went with the page: its place is the new heading.
    expect(await page.locator("h1:focus").textContent()).toBe("Your order");
    await switcher(page).selectOption("Jonas Weber");
    await page.getByRole("link", { name: "Your orders", exact: true }).last().click();
    await page.getByRole("heading", { level: 1, name: "Your orders" }).waitFor();
  });

  test("is signed in as soon as the issuer is up again", async () => {
    const { issuer } = environment.sandbox;
    await issuer.down();
    const page = await visit();
    await page.getByText(/prices cannot be loaded/).waitFor();
    expect(await switcher(page).isDisabled()).toBe(true);
    await issuer.up();
    await expect.poll(() => shownUser(page)).toBe(users()[0].id);
    await expect.poll(() => page.getByTestId("total").textContent()).toMatch(/\d/);
  });
});

// Here are a service with an issuer, and a browser.
testDocsPage({ open: () => profile.newPage(), serviceUrl: () => serviceUrl });
