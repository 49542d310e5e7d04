import type { IncomingMessage, ServerResponse } from "node:http";

/** Where PayPal's REST API is, and the app's credentials. */
export interface PayPalAccount {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const purchase_units = [
  {
    amount: {
      currency_code: "EUR",
      value: "12.00",
      breakdown: { item_total: { currency_code: "EUR", value: "12.00" } },
    },
    items: [
      { name: "Blue mug", quantity: "1", unit_amount: { currency_code: "EUR", value: "12.00" } },
    ],
  },
];

/** The shop's server: it creates and captures orders through PayPal's REST API. */
export function shopServer(account: PayPalAccount) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const shopUrl = request.headers.referer ?? "";
    const captured = /^\/(\w+)\/capture$/.exec(request.url ?? "")?.[1];
    const { status, body } = captured
      ? await capture(account, captured)
      : await createOrder(account, shopUrl);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
}

/** Creates the order of one mug, which returns to this URL. */
export async function createOrder(account: PayPalAccount, shopUrl: string) {
  const experience_context = { return_url: shopUrl, cancel_url: shopUrl, brand_name: "Mug shop" };
  const order = {
    intent: "CAPTURE",
    purchase_units,
    payment_source: { paypal: { experience_context } },
  };
  const { status, body } = await call(account, "/v2/checkout/orders", order);
  return { status, body: { orderId: body.id } };
}

async function capture(account: PayPalAccount, orderId: string) {
  const { status, body } = await call(account, `/v2/checkout/orders/${orderId}/capture`, {});
  const result: string =
    body.details?.[0].issue ?? body.purchase_units[0].payments.captures[0].status;
  return { status, body: { result } };
}

async function call({ apiUrl, clientId, clientSecret }: PayPalAccount, path: string, body: object) {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const granted = await fetch(`${apiUrl}/v1/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = (await granted.json()) as { access_token: string };
  const response = await fetch(apiUrl + path, {
    method: "POST",
    headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
