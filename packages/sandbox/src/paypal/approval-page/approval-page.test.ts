import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../start-sandbox.ts";
import { orderBody, PayPalCaller } from "../../testing/paypal-caller.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new PayPalCaller(sandbox.paypal);
  await caller.login();
});
afterAll(() => sandbox.close());

const context = {
  brand_name: 'A&B <script>alert("x")</script>',
  return_url: "https://shop.example/back?cart=7",
  cancel_url: "http://localhost:5173/cancelled",
};

const newOrderId = async (application_context: object = context): Promise<string> =>
  (await caller.create({ application_context })).body.id;

const parsePage = (id: string) => `${sandbox.paypal.url}/checkoutnow?token=${id}`;

const read = async (id: string, headers: Record<string, string> = {}) =>
  (await fetch(parsePage(id), { headers })).text();

const euro = (value: string) => ({ currency_code: "EUR", value });
const unitWithItems = {
  amount: {
    ...euro("31.00"),
    breakdown: { item_total: euro("32.00"), discount: euro("1.00") },
  },
  items: [
    { name: "Storage & more", quantity: "3", unit_amount: euro("10") },
    { name: "Alerting", quantity: "1", unit_amount: euro("2.00") },
  ],
};

const submit = (id: string, form: Record<string, string>) =>
  fetch(parsePage(id), { method: "POST", body: new URLSearchParams(form), redirect: "manual" });

describe("the approval page", () => {
  test("is labelled as simulated and shows amount, order, endings and both buttons", async () => {
    const id = await newOrderId();
    const response = await fetch(parsePage(id));
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    for (const text of ["Simulated. No money moves.", "$31.00", id, "Continue"])
      expect(html).toContain(text);
    for (const text of ["Cancel and return", "How the payment ends", "capture_in_browser"])
      expect(html).toContain(text);
    for (const text of ["Sandy Boxer", "payer@sandbox.example"]) expect(html).toContain(text);
  });

  test("escapes the order's texts and allows no script", async () => {
    const response = await fetch(parsePage(await newOrderId()));
    const html = await response.text();
    expect(html).toContain("A&#38;B &#60;script&#62;alert(&#34;x&#34;)");
    expect(html).not.toContain("<script");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' /);
    expect(policy).not.toContain("unsafe");
  });

  test("allows its form to redirect to both URLs of the order", async () => {
    const response = await fetch(parsePage(await newOrderId()));
    expect(response.headers.get("content-security-policy")).toContain(
      "form-action 'self' https://shop.example http://localhost:5173;",
    );
  });

  test("shows every unit, and their sum", async () => {
    const units = ["A", "B"].map((reference_id) => ({
      ...orderBody().purchase_units[0],
      reference_id,
      description: `Part ${reference_id}`,
    }));
    const { body } = await caller.create({ purchase_units: units });
    const html = await read(body.id);
    for (const text of ["Part A", "Part B", "$31.00", "$62.00"]) expect(html).toContain(text);
  });

  test("lists items with quantities, and what the total consists of", async () => {
    const { body } = await caller.create({ purchase_units: [unitWithItems] });
    const html = await read(body.id);
    for (const text of [
      "Storage &#38; more",
      "Quantity 3",
      "€30.00",
      "Discount",
      "-€1.00",
      "€31.00",
    ])
      expect(html).toContain(text);
    expect(html).toMatch(/<dt>Shipping<\/dt>\s*<dd>None<\/dd>/);
  });

  test("is French with French amounts if the order's context names French", async () => {
    const { body } = await caller.create({
      application_context: { ...context, locale: "fr-FR" },
      purchase_units: [unitWithItems],
    });
    const html = await read(body.id, { "accept-language": "en" });
    for (const text of ['<html lang="fr">', "31,00\u00a0€", "Continuer", "Réglages de test"])
      expect(html).toContain(text);
    const unknown = await fetch(parsePage("NOSUCH"), { headers: { "accept-language": "fr" } });
    expect(await unknown.text()).toContain("Cette commande n’existe pas");
  });

  test("has the button to pay at once only if the order asks for it", async () => {
    const id = await newOrderId({ ...context, user_action: "PAY_NOW" });
    const html = await read(id);
    expect(html).toContain("Pay now");
    expect(html).not.toContain("You are not charged until you confirm");
    expect(await read(await newOrderId())).toContain("You are not charged until you confirm");
  });

  test("reports an unknown order and an expired one", async () => {
    const id = await newOrderId();
    sandbox.paypal.expire(id);
    for (const [gone, title] of [
      [id, "This order has expired"],
      ["NOSUCH", "There is no such order"],
      ["", "There is no such order"],
    ] as const) {
      const response = await fetch(parsePage(gone));
      expect(response.status).toBe(404);
      expect(await response.text()).toContain(title);
      expect((await submit(gone, { action: "pay" })).status).toBe(404);
    }
  });

  test("reports a paid order, and does not pay it again", async () => {
    const id = await newOrderId();
    sandbox.paypal.captureInBrowser(id);
    expect(await read(id)).toContain("Nothing to pay");
    expect((await submit(id, { action: "pay", capture_in_browser: "yes" })).status).toBe(409);
    expect(sandbox.paypal.captureCount(id)).toBe(1);
  });

  test("reports a payment that failed in the browser", async () => {
    const id = await newOrderId();
    sandbox.paypal.captureInBrowser(id, { capture: "DECLINED" });
    expect(await read(id)).toContain("This payment failed");
  });
});

describe("after a decline", () => {
  const checked = (html: string) => /value="(\w+)"\s+checked/.exec(html)?.[1];

  test("another payment method is preselected, and paying with it works", async () => {
    const id = await newOrderId();
    expect(checked(await read(id))).toBe("balance");
    await submit(id, { action: "pay", method: "balance", ending: "DECLINED" });
    expect((await caller.capture(id)).status).toBe(422);
    const html = await read(id);
    expect(html).toContain("Your last payment was declined. You were not charged.");
    expect(html).toContain("Account balance (declined)");
    expect(checked(html)).toBe("bank");
    await submit(id, { action: "pay", method: "bank", ending: "COMPLETED" });
    expect((await caller.capture(id)).status).toBe(201);
  });

  test("of every method, the first can be tried again", async () => {
    const id = await newOrderId();
    for (const method of ["bank", "balance"]) {
      await submit(id, { action: "pay", method, ending: "DECLINED" });
      await caller.capture(id);
    }
    expect(checked(await read(id))).toBe("balance");
  });
});

describe("the payer's decision", () => {
  test("to pay approves and redirects with token and PayerID", async () => {
    const id = await newOrderId();
    const response = await submit(id, { action: "pay", ending: "COMPLETED" });
    expect(response.status).toBe(303);
    const back = new URL(response.headers.get("location") ?? "");
    expect(back.origin + back.pathname).toBe("https://shop.example/back");
    expect(Object.fromEntries(back.searchParams)).toEqual({
      cart: "7",
      token: id,
      PayerID: expect.stringMatching(/^[A-Z0-9]{13}$/),
    });
    expect((await caller.order(id)).body.status).toBe("APPROVED");
  });

  test("to cancel changes nothing and redirects to the cancel URL", async () => {
    const id = await newOrderId();
    const response = await submit(id, { action: "cancel" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`${context.cancel_url}?token=${id}`);
    expect((await caller.order(id)).body.status).toBe("CREATED");
  });

  test("redirects to the URLs of an experience context, too", async () => {
    const payment_source = { paypal: { experience_context: { return_url: "https://x.example/" } } };
    const { body } = await caller.create({ payment_source });
    const response = await submit(body.id, { action: "pay" });
    expect(response.headers.get("location")).toMatch(/^https:\/\/x\.example\/\?token=/);
  });

  test("without a return URL ends on a page of PayPal", async () => {
    const id = await newOrderId({});
    const cancelled = await submit(id, { action: "cancel" });
    expect(await cancelled.text()).toContain("You may close this window");
    const paid = await submit(id, { action: "pay" });
    expect([paid.status, (await caller.order(id)).body.status]).toEqual([200, "APPROVED"]);
    expect(await paid.text()).toContain("You may close this window");
  });

  test.each([
    ["DECLINED", 422],
    ["PENDING", 201],
    ["COMPLETED", 201],
  ])("for the ending %s applies at the capture", async (ending, status) => {
    const id = await newOrderId();
    await submit(id, { action: "pay", ending });
    const captured = await caller.capture(id);
    expect(captured.status).toBe(status);
    const capture = captured.body.purchase_units?.[0].payments.captures[0];
    expect(capture?.status).toBe(status === 201 ? ending : undefined);
  });

  test.each([
    ["PENDING", "PENDING_REVIEW"],
    ["PENDING ECHECK", "ECHECK"],
    [
      "PENDING RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION",
      "RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION",
    ],
  ])("for the ending %s is held for %s", async (ending, reason) => {
    const id = await newOrderId();
    expect(await read(id)).toContain(`value="${ending}"`);
    await submit(id, { action: "pay", capture_in_browser: "yes", ending });
    const [unit] = (await caller.order(id)).body.purchase_units;
    expect(unit.payments.captures[0].status_details).toEqual({ reason });
  });

  test("to capture in the browser completes the order there", async () => {
    const id = await newOrderId();
    await submit(id, { action: "pay", capture_in_browser: "yes", ending: "DECLINED" });
    const { body } = await caller.order(id);
    expect(body.status).toBe("COMPLETED");
    expect(body.purchase_units[0].payments.captures[0].status).toBe("DECLINED");
  });
});

describe("a popup of the browser SDK", () => {
  const inPopup = (id: string, form?: Record<string, string>, opener = "https://shop.example") => {
    const init = form && { method: "POST", body: new URLSearchParams(form), redirect: "manual" };
    const address = `${parsePage(id)}&opener_origin=${encodeURIComponent(opener)}`;
    return fetch(address, init as RequestInit);
  };
  const reported = async (response: Response) =>
    Object.fromEntries(
      [...(await response.text()).matchAll(/data-([a-z-]+)="([^"]*)"/g)].map(([, ...pair]) => pair),
    );

  test.each([
    ["pay", "approved", "APPROVED"],
    ["cancel", "canceled", "CREATED"],
  ])("reports to its opener instead of redirecting: %s", async (action, state, status) => {
    const id = await newOrderId();
    const response = await inPopup(id, { action });
    expect(response.status).toBe(200);
    const policy = response.headers.get("content-security-policy");
    expect(policy).toMatch(/script-src 'sha256-[^']+';/);
    expect(await reported(response)).toMatchObject({
      opener: "https://shop.example",
      state,
      "order-id": id,
      "payer-id": "SANDBXPAYER22",
    });
    expect((await caller.order(id)).body.status).toBe(status);
  });

  test("reports why there is nothing to pay", async () => {
    const [paid, failed, expired] = [await newOrderId(), await newOrderId(), await newOrderId()];
    sandbox.paypal.captureInBrowser(paid);
    sandbox.paypal.captureInBrowser(failed, { capture: "DECLINED" });
    sandbox.paypal.expire(expired);
    for (const [id, code] of [
      [paid, "ORDER_ALREADY_CAPTURED"],
      [failed, "INSTRUMENT_DECLINED"],
      [expired, "INVALID_RESOURCE_ID"],
      ["NOSUCH", "INVALID_RESOURCE_ID"],
    ] as const)
      expect(await reported(await inPopup(id))).toMatchObject({ state: "error", code });
  });

  test("has no script before the payer's decision, nor for an opener that is no web page", async () => {
    const id = await newOrderId();
    const shown = await inPopup(id);
    expect(shown.headers.get("content-security-policy")).not.toContain("script-src");
    for (const opener of ["javascript:alert(1)", "null", "shop.example"]) {
      const response = await inPopup(id, { action: "cancel" }, opener);
      expect([opener, response.status]).toEqual([opener, 303]);
    }
  });
});
