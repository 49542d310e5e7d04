import type { Web } from "@onekonsole/billing-testkit/browser/web-settings";
import type { FlowEnvironment } from "@onekonsole/billing-testkit/server/flow-environment";
import type { Browser, Page } from "playwright";
import { describe, expect, test } from "vitest";
import { axeViolations } from "./axe.ts";

/** A running checkout that is configured with the simulator's SDK. */
interface Site {
  readonly environment: FlowEnvironment;
  readonly web: Web;
  readonly browser: Browser;
}

/** The tests of PayPal's button, on the servers and the browser of another test file; `site` is called in each test. */
export function testPayPalButton(site: () => Site): void {
  describe("PayPal's own button", () => {
    const button = (page: Page) =>
      page.locator("paypal-button").getByRole("button", { name: "Pay with PayPal" });

    /** Opens the checkout with the button, and the form filled in. */
    async function visitWithButton(clusterName: string): Promise<Page> {
      const page = await site().browser.newPage();
      await page.goto(site().web.url);
      await page.getByLabel("Cluster name").fill(clusterName);
      await button(page).waitFor();
      return page;
    }

    async function openWindow(page: Page): Promise<{ popup: Page; orderId: string }> {
      const opened = page.waitForEvent("popup");
      await button(page).click();
      const popup = await opened;
      await popup.waitForURL(/\/checkoutnow\?token=/);
      return { popup, orderId: new URL(popup.url()).searchParams.get("token") ?? "" };
    }

    const choose = (popup: Page, name: RegExp) => popup.getByRole("button", { name }).click();

    test("is the only one, checks the form, and leads through PayPal's window to a cluster", async () => {
      const page = await visitWithButton("Not A Label");
      expect(await page.getByRole("button", { name: /PayPal/ }).count()).toBe(1);
      await button(page).click();
      const field = page.getByLabel("Cluster name");
      await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
      expect(page.context().pages()).toEqual([page]);

      await field.fill("window-cluster");
      const { popup, orderId } = await openWindow(page);
      await page.getByText("PayPal is open in a window of its own").waitFor();
      // A second click shows the same window, and orders nothing else.
      const { size } = site().environment.sandbox.paypal.orders;
      await button(page).click();
      await choose(popup, /pay now/i);
      await page.locator("[data-state=provisioned][data-progress=done]").waitFor();
      expect(page.url()).toBe(`${site().web.url}/order?id=${orderId}`);
      const { paypal } = site().environment.sandbox;
      expect(paypal.captureCount(orderId)).toBe(1);
      expect(paypal.orders.get(orderId)?.locale).toBe("en-US");
      expect(paypal.orders.size).toBe(size);
    });

    test("keeps the form after a rejection or a cancellation, and can be used again", async () => {
      const page = await visitWithButton("window-cancelled");
      await page.route(/order\.create/, (route) => route.abort());
      const opened = page.waitForEvent("popup");
      await button(page).click();
      const rejected = await opened;
      await page.getByText(/cannot be reached/).waitFor();
      await expect.poll(() => rejected.isClosed()).toBe(true);
      expect(await page.getByText("PayPal is open in a window").count()).toBe(0);

      await page.unroute(/order\.create/);
      const { popup, orderId } = await openWindow(page);
      await choose(popup, /cancel/i);
      await page.getByText("You left PayPal without approving the payment").waitFor();
      expect(await axeViolations(page)).toEqual([]);
      const { popup: second, orderId: secondId } = await openWindow(page);
      await second.close();
      await page.getByText("You left PayPal without approving the payment").waitFor();
      const { paypal } = site().environment.sandbox;
      expect([orderId, secondId].map((id) => paypal.captureCount(id))).toEqual([0, 0]);
      expect(await page.getByLabel("Cluster name").inputValue()).toBe("window-cancelled");
    });

    test("places one order although the window is closed while the order is created", async () => {
      const page = await visitWithButton("window-closed-early");
      const { paypal } = site().environment.sandbox;
      const { size } = paypal.orders;
      const { promise: held, resolve: create } = Promise.withResolvers<void>();
      await page.route(/order\.create/, (route) => held.then(() => route.continue()));
      const opened = page.waitForEvent("popup");
      await button(page).click();
      await (await opened).close();
      await button(page).click();
      expect(await page.getByLabel("Cluster name").isDisabled()).toBe(true);
      create();
      await expect.poll(() => paypal.orders.size).toBe(size + 1);
      for (const popup of page.context().pages()) if (popup !== page) await popup.close();
      await page.getByText("You left PayPal without approving the payment").waitFor();
      expect(await page.getByLabel("Cluster name").isEnabled()).toBe(true);
      expect(paypal.orders.size).toBe(size + 1);
    });

    test("gives way to PayPal's page after an error in the window", async () => {
      const page = await visitWithButton("window-failed");
      const { popup, orderId } = await openWindow(page);
      site().environment.sandbox.paypal.expire(orderId);
      await choose(popup, /pay now/i);
      const link = page.getByRole("alert").getByRole("link", { name: "Show this order" });
      expect(await link.getAttribute("href")).toBe(`/order?id=${orderId}`);
      const redirect = page.getByRole("button", { name: "Pay with PayPal" });
      expect(await redirect.evaluate((it) => it === document.activeElement)).toBe(true);
      expect(await axeViolations(page)).toEqual([]);
      await redirect.click();
      await page.waitForURL(/\/checkoutnow\?token=/);
    });

    test("does not replace the way to PayPal's page if it is late", async () => {
      const page = await site().browser.newPage();
      await page.clock.install();
      const { promise: late, resolve: arrive } = Promise.withResolvers<void>();
      await page.route(/\/web-sdk\/v6\/core/, (route) => late.then(() => route.continue()));
      await page.goto(site().web.url);
      await expect.poll(() => page.getByTestId("total").textContent()).toMatch(/\d/);
      await page.clock.fastForward(8_000);
      const loaded = page.waitForResponse(/paypal-button\.js/);
      arrive();
      await (await loaded).finished();
      await page.clock.fastForward(1_000);
      await page.getByRole("button", { name: "Pay with PayPal" }).waitFor();
      expect(await page.locator("paypal-button").count()).toBe(0);
    });
  });
}
