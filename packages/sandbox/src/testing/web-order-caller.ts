import type { WebOrderSandbox } from "../web-order/web-order-sandbox.ts";

/** An order as it is POSTed to web-order. */
export const orderBody = (changes: object = {}) => ({
  id: 0,
  paypal_id: "5O190127TN364715T",
  user_id: "11111111-2222-3333-4444-555555555555",
  cluster_name: "my-cluster",
  has_control_plane: true,
  has_monitoring: false,
  has_alerting: true,
  images_storage: 10,
  monitoring_storage: 0,
  ...changes,
});

export interface WebOrderAnswer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test checks the fields it expects
  readonly body: any;
}

/** POSTs a value as JSON, or a string unchanged. */
export async function post(url: string, body: unknown): Promise<WebOrderAnswer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: text });
  return { status: response.status, body: await response.json() };
}

/** A plain HTTP caller of the simulated web-order. */
export const webOrderCaller = ({ url }: Pick<WebOrderSandbox, "url">) => ({
  deliver: (body: unknown) => post(url, body),
  list: (query: string, body: unknown = {}) => post(`${url}s?${query}`, body),
});
