import { createHash, randomUUID } from "node:crypto";
import {
  type createOrderInputSchema,
  idempotencyKeyPattern,
  ruleMessages,
} from "@onekonsole/billing-contract";
import type { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";
import type { OrderId } from "../domain/order.ts";

type CreateOrder = z.output<typeof createOrderInputSchema>;

/** The order that a request creates or created. */
export interface OrderIdentity {
  readonly id: OrderId;
  /** Of every input that the key covers; `null` without an idempotency key. */
  readonly fingerprint: string | null;
}

/**
 * The key of a request: the input's, else the header's. Throws `invalid_input` for a header the
 * contract does not allow.
 */
export function idempotencyKeyFor(
  input: CreateOrder,
  header: string | undefined,
): string | undefined {
  const key = input.idempotency_key ?? header;
  if (key === undefined || idempotencyKeyPattern.test(key)) return key;
  const fields = [{ path: "Idempotency-Key", message: ruleMessages.idempotencyKey }];
  throw new BillingError("invalid_input", { fields });
}

/**
 * With a key, the order's id is derived from user and key: the same request meets the same row, and
 * the same idempotency key at PayPal, on any replica and after any crash. Without one it is new.
 */
export function orderIdentity(input: CreateOrder, key: string | undefined): OrderIdentity {
  const { order_details: details, currency } = input;
  if (key === undefined) return { id: randomUUID() as OrderId, fingerprint: null };
  const { user_id: owner, ...cluster } = details;
  const identity = [cluster.cluster_name, cluster.images_storage, cluster.has_monitoring];
  const options = [cluster.monitoring_storage, cluster.has_alerting, currency];
  return {
    id: uuidOf(`order ${owner} ${key}`),
    fingerprint: sha256(JSON.stringify([owner, ...identity, ...options])).toString("hex"),
  };
}

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** RFC 9562's version 8: the shape of a UUID around bits of our own making. */
function uuidOf(text: string): OrderId {
  const bytes = sha256(text).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") as OrderId;
}
