import { randomUUID } from "node:crypto";
import type { CreateOrderInput } from "@onekonsole/billing-contract";

/** An order as the console sends it; every customer gets a user id and cluster name of his own. */
export function orderOf(
  name: string,
  details: Partial<CreateOrderInput["order_details"]> = {},
): CreateOrderInput {
  return {
    order_details: {
      user_id: randomUUID(),
      cluster_name: name,
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

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Calls the service the way the React console does: JSON labelled as text, with a bearer token. */
export async function consoleCall(
  ...[url, path, body, signal]: [url: string, path: string, body: unknown, signal?: AbortSignal]
): Promise<Answer> {
  const answer = await fetch(url + path, {
    method: "POST",
    headers: {
      authorization: "Bearer keycloak-access-token",
      "content-type": "text/plain;charset=UTF-8",
      origin: "https://console.example.org",
    },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
