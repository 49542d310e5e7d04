import { z } from "zod";
import { conditionsSchema } from "../state/simulator-state.ts";
import { webhooksSchema } from "../webhooks/webhooks-schema.ts";
import { disputeReasons, disputeStages } from "./dispute-reasons.ts";
import { captureStatuses, disputeStatuses, orderStatuses, refundStatuses } from "./statuses.ts";

const money = z.object({ currency_code: z.string().length(3), value: z.string() });

const captureSchema = z.looseObject({
  id: z.string(),
  status: z.enum(captureStatuses),
  amount: money,
  create_time: z.string(),
  update_time: z.string(),
});

const refundSchema = z.looseObject({
  id: z.string(),
  status: z.enum(refundStatuses),
  amount: money,
  captureId: z.string(),
  reversal: z.boolean(),
});

const unitSchema = z.looseObject({
  reference_id: z.string(),
  amount: z.looseObject(money.shape),
  payments: z
    .object({ captures: z.array(captureSchema), refunds: z.array(refundSchema) })
    .optional(),
});

const orderSchema = z.looseObject({
  id: z.string(),
  intent: z.enum(["CAPTURE", "AUTHORIZE"]),
  status: z.enum(orderStatuses),
  purchase_units: z.array(unitSchema).min(1),
  approvalRel: z.enum(["approve", "payer-action"]),
  paysNow: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number().optional(),
  approvedAt: z.number().optional(),
  capturedAt: z.number().optional(),
  approvals: z.int(),
  declines: z.array(z.looseObject({ approval: z.int(), key: z.string().nullable() })),
  expiresAt: z.number(),
  approvalReversed: z.boolean(),
});

const disputeSchema = z.looseObject({
  dispute_id: z.string(),
  update_time: z.string(),
  disputed_transactions: z.array(z.looseObject({ seller_transaction_id: z.string() })).min(1),
  reason: z.enum(disputeReasons),
  status: z.enum(disputeStatuses),
  dispute_amount: money,
  dispute_life_cycle_stage: z.enum(disputeStages),
});

const settingsSchema = z.object({
  refundsStartPending: z.boolean(),
  reversedCaptureStatus: z.enum(["COMPLETED", "REFUNDED"]),
  replaysDeclines: z.boolean(),
  declinesMoveUpdateTime: z.boolean(),
  reportDelayMs: z.number().default(0),
  refundReplayStatus: z.union([z.literal(200), z.literal(201)]),
  currencyMismatchIssue: z.enum(["REFUND_CAPTURE_CURRENCY_MISMATCH", "CURRENCY_MISMATCH"]),
});

const tokensSchema = z.object({
  lifetimeSeconds: z.number(),
  reusedUntilSeconds: z.number(),
  current: z.string(),
});

const outcomeSchema = z.union([
  z.object({ orderId: z.string() }),
  z.object({ refundId: z.string() }),
  z.object({ refusedWith: z.string() }),
]);

// A thousand years: the clock cannot move beyond the year 9999.
const longestOffsetMs = 1_000 * 365 * 24 * 3_600_000;

/** PayPal's state. Deviations are not part of it: only tests set them. */
export const paypalSchema = z.object({
  /** Where it was served, which the texts of its events contain. */
  url: z.string(),
  clockOffsetMs: z.number().min(0).max(longestOffsetMs),
  settings: settingsSchema,
  tokens: tokensSchema,
  conditions: conditionsSchema,
  /** Issues by order id. */
  refundRefusals: z.record(z.string(), z.string()),
  orders: z.record(z.string(), orderSchema),
  disputes: z.record(z.string(), disputeSchema),
  requestKeys: z.record(z.string(), z.object({ outcome: outcomeSchema, since: z.number() })),
  /** Expiries by token. */
  accessTokens: z.record(z.string(), z.number()),
  clientTokens: z.record(z.string(), z.number()),
  webhooks: webhooksSchema,
});

export type PayPalState = z.output<typeof paypalSchema>;
export type PayPalSettings = z.output<typeof settingsSchema>;
export type TokensState = z.output<typeof tokensSchema>;
