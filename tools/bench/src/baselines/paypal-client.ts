import { Pool } from "undici";
import { clientId, clientSecret, paypalUrl } from "./upstream-environment.ts";

const paypal = new Pool(paypalUrl, { connections: 64 });
const token = await grantToken();

async function grantToken(): Promise<string> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const { body } = await paypal.request({
    method: "POST",
    path: "/v1/oauth2/token",
    headers: {
      authorization: `Basic ${basic}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  return ((await body.json()) as { access_token: string }).access_token;
}

/** One request to PayPal with the token of the start; resolves with the parsed body. */
export async function callPayPal<Body>(
  method: "GET" | "POST",
  path: string,
  json?: unknown,
): Promise<Body> {
  const { body } = await paypal.request({
    method,
    path,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  return (await body.json()) as Body;
}

/** Creates an order at PayPal; resolves with its id. */
export async function createAtPayPal(clusterName: string, customId: string): Promise<string> {
  const amount = { currency_code: "USD", value: "31.00" };
  const { id } = await callPayPal<{ id: string }>("POST", "/v2/checkout/orders", {
    intent: "CAPTURE",
    purchase_units: [{ description: clusterName, custom_id: customId, amount }],
  });
  return id;
}
