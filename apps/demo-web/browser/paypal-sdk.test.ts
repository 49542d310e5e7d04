import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { launchChromium } from "@onekonsole/billing-testkit/browser/launch-chromium";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { closePages } from "./close-pages.ts";
import { createOrder } from "./paypal-buttons/shop-server.ts";

let sandbox: Sandbox;
let shop: Server;
let shopUrl: string;
let browser: Browser;
beforeAll(async () => {
  sandbox = await startSandbox();
  // The strictest policy under which the SDK works.
  const policy = `default-src 'none'; script-src ${sandbox.paypal.url}; connect-src ${sandbox.paypal.url}`;
  shop = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy })
      .end(`<!doctype html><html lang="en"><script src="${sandbox.paypal.webSdkUrl}">
</script><paypal-button></paypal-button>`);
  });
  await once(shop.listen(0, "127.0.0.1"), "listening");
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  shop?.close();
  await sandbox?.close();
});

afterEach(() => closePages(browser));

async function visit(): Promise<Page> {
  // A context of its own, unlike `browser.newPage()`'s, outlives the page.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(shopUrl);
  await page.getByRole("button").waitFor();
  return page;
}

async function newOrderId(): Promise<string> {
  const { url: apiUrl, clientId, clientSecret } = sandbox.paypal;
  const { body } = await createOrder({ apiUrl, clientId, clientSecret }, shopUrl);
  return body.orderId;
}

/** Runs code of a shop with `instance`, `session` and the list `events` at hand; returns its result. */
async function run<Result>(page: Page, code: string, clientId = sandbox.paypal.clientId) {
  return page.evaluate<Result>(`(async () => {
    const components = ["paypal-payments"];
    const instance = await paypal.createInstance({ clientId: "${clientId}", components, locale: "fr-FR" });
    const events = (window.events = []);
    const session = instance.createPayPalOneTimePaymentSession({
      onApprove: async ({ orderId, payerId }) => void events.push(["approved", orderId, payerId]),
      onCancel: ({ orderId }) => events.push(["canceled", orderId]),
      onError: ({ code, message }) => events.push(["error", code, message]),
    });
    const failure = ({ name, code, isRecoverable }) => ({ name, code, isRecoverable });
    ${code}
  })()`);
}

describe("the browser SDK on a page without a framework", () => {
  test("has PayPal's version number, in the namespace that its script names", async () => {
    const page = await visit();
    expect(await page.evaluate("paypal.version")).toMatch(/^6\.\d+\.\d+$/);
    const loaded = page.evaluate(`new Promise((done) => {
      const script = document.createElement("script");
      script.dataset.namespace = "paypalV6";
      script.src = "${sandbox.paypal.webSdkUrl}";
      script.onload = () => done(typeof paypalV6.createInstance);
      document.head.append(script);
    })`);
    expect(await loaded).toBe("function");
  });

  test("rejects an unknown client id with an error in PayPal's shape", async () => {
    const page = await visit();
    const failure = await page.evaluate(
      `paypal.createInstance({ clientId: "another", components: [] }).catch(({ code }) => code)`,
    );
    expect(failure).toBe("ERR_INVALID_CLIENT_TOKEN");
  });

  test("finds PayPal eligible, and reads an eligibility response of the REST API", async () => {
    const page = await visit();
    const found = await run<unknown[]>(
      page,
      `const methods = await instance.findEligibleMethods({ currencyCode: "EUR" });
       const hydrated = instance.hydrateEligibleMethods({ eligible_methods: { paypal_pay_later:
         { can_be_vaulted: true, country_code: "FR", product_code: "PAYLATER" } } });
       return [methods.isEligible("paypal"), methods.isEligible("venmo"), hydrated.isEligible("paypal"),
         hydrated.isEligible("paylater"), hydrated.getDetails("paylater")];`,
    );
    const details = { canBeVaulted: true, countryCode: "FR", productCode: "PAYLATER" };
    expect(found).toEqual([true, false, false, true, details]);
  });

  test("labels its button by type and locale, and suppresses clicks while it is disabled", async () => {
    const page = await visit();
    const label = () => page.getByRole("button").textContent();
    expect(await label()).toBe("Pay with PayPal");
    const element = `document.querySelector("paypal-button")`;
    await page.evaluate(`${element}.type = "checkout"`);
    expect(await label()).toBe("Check out with PayPal");
    await run(page, `instance.updateLocale("fr_FR")`);
    expect(await label()).toBe("Commander avec PayPal");
    const clicks = await page.evaluate(`(() => {
      const button = ${element};
      let clicks = 0;
      document.addEventListener("click", () => (clicks += 1));
      button.click();
      button.disabled = true;
      button.click();
      button.disabled = undefined;
      button.click();
      return clicks;
    })()`);
    expect(clicks).toBe(2);
  });

  test("returns the address instead of redirecting, if the page wants that", async () => {
    const page = await visit();
    const id = await newOrderId();
    const result = await run(
      page,
      `return session.start({ presentationMode: "redirect", autoRedirect: { enabled: false } },
         Promise.resolve({ orderId: "${id}" }));`,
    );
    const redirectURL = `${sandbox.paypal.url}/checkoutnow?token=${id}&locale=fr-FR`;
    expect(result).toEqual({ redirectURL });
    expect(page.url()).toBe(shopUrl);
  });

  test.each([
    ["payment-handler", "ERR_FLOW_PAYMENT_HANDLER_BROWSER_INCOMPATIBLE"],
    ["modal", "ERR_FLOW_UNSUPPORTED_PRESENTATION_MODE"],
  ])("rejects the mode %s, so that the page can try another", async (mode, code) => {
    const page = await visit();
    const failure = await run(
      page,
      `return session.start({ presentationMode: "${mode}" }, Promise.reject(new Error())).catch(failure)`,
    );
    expect(failure).toMatchObject({ code, isRecoverable: true });
  });

  test("closes its popup when the page cancels, and without a callback when it is destroyed", async () => {
    const page = await visit();
    const id = await newOrderId();
    for (const [end, events] of [
      ["cancel", [["canceled", id]]],
      ["destroy", []],
    ] as const) {
      const opened = page.waitForEvent("popup");
      const ended = run(
        page,
        `const ended = session.start({ presentationMode: "popup" }, Promise.resolve({ orderId: "${id}" }));
         window.session = session;
         await ended;
         return events;`,
      );
      const popup = await opened;
      await popup.waitForURL(/checkoutnow/);
      await page.evaluate(`session.${end}()`);
      expect([end, await ended]).toEqual([end, events]);
      await expect.poll(() => popup.isClosed()).toBe(true);
    }
  });

  test("leaves a payer whose shop was closed on a page that says how it ended", async () => {
    const page = await visit();
    const id = await newOrderId();
    const opened = page.waitForEvent("popup");
    await run(page, `void session.start(undefined, Promise.resolve({ orderId: "${id}" }))`);
    const popup = await opened;
    await popup.waitForURL(/checkoutnow/);
    await page.close();
    await popup.getByRole("button", { name: "Continuer" }).click();
    await popup.getByText("Paiement autorisé").waitFor();
    expect(sandbox.paypal.orders.get(id)?.status).toBe("APPROVED");
  });

  test("reports a session without an order as an error", async () => {
    const page = await visit();
    const events = await run(page, `await session.start(); return events;`);
    expect(events).toEqual([["error", "UNKNOWN_ERROR", expect.stringContaining("orderId")]]);
  });
});
