import type { Log } from "../ports/log.ts";
import type { ReceiptRenderer } from "../ports/receipt-renderer.ts";
import type { Dependencies } from "../procedures/context.ts";
import type { WebhookReceiver } from "../procedures/receive-webhook.ts";
import type { DocsSettings } from "./docs/docs-settings.ts";
import type { Metrics } from "./metrics.ts";
import type { AccessControl } from "./request-credentials.ts";

export interface AppOptions {
  readonly deps: Dependencies;
  readonly accessControl: AccessControl;
  readonly log: Log;
  /** Rejects while the service cannot accept orders. */
  readonly checkReady: () => Promise<object>;
  /** `null` returns 404: without a webhook id, signatures cannot be verified. */
  readonly webhooks: WebhookReceiver | null;
  readonly metrics: Metrics;
  readonly receipts: ReceiptRenderer;
  readonly docs: DocsSettings;
}
