import { randomUUID } from "node:crypto";
import type { CreateOrderInput } from "@onekonsole/billing-contract";

/** The body of an order as the console sends it, of a new user unless `details` has one. */
export function orderInput(
  clusterName: string,
  details: Partial<CreateOrderInput["order_details"]> = {},
): CreateOrderInput {
  return {
    order_details: {
      user_id: randomUUID(),
      cluster_name: clusterName,
      images_storage: 11,
      has_monitoring: false,
      monitoring_storage: 0,
      has_alerting: false,
      ...details,
    },
    currency: "USD",
    amount: "31",
  };
}

export interface ConsoleResponse {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Calls the service as the React console does: JSON with a text content type, and a bearer token. */
export async function consoleCall(
  ...[url, path, body, signal]: [url: string, path: string, body: unknown, signal?: AbortSignal]
): Promise<ConsoleResponse> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: {
      authorization: "Bearer keycloak-access-token",
      "content-type": "text/plain;charset=UTF-8",
      origin: "https://console.example.org",
    },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
