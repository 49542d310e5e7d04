import type { Dependencies } from "../procedures/context.ts";
import type { WebhookReceiver } from "../procedures/receive-webhook.ts";
import { type HttpLog } from "./errors.ts";
import type { Metrics } from "./metrics.ts";
import type { AccessControl } from "./request-credentials.ts";

export interface AppOptions {
  readonly deps: Dependencies;
  readonly accessControl: AccessControl;
  readonly log: HttpLog;
  /** Rejects while the service can't take orders. */
  readonly checkReady: () => Promise<object>;
  /** `null` answers 404: without a subscription id no event can be told from a forged one. */
  readonly webhooks: WebhookReceiver | null;
  readonly metrics: Metrics;
}
