import { createHash, randomUUID } from "node:crypto";
import { idempotencyKeyPattern, ruleMessages } from "@onekonsole/billing-contract";
import type { createOrderInputSchema } from "@onekonsole/billing-contract/schemas";
import type { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";
import type { OrderId } from "../domain/order.ts";

type CreateOrder = z.output<typeof createOrderInputSchema>;

/** The order that a request creates or created. */
export interface OrderIdentity {
  readonly id: OrderId;
  /** Covers every input that decides what is bought; `null` without an idempotency key. */
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
 * With a key, the order's id is derived from user and key: the same request finds the same row and
 * uses the same idempotency key at PayPal, on any replica and after a crash. Without a key the id
 * is new.
 */
export function orderIdentity(input: CreateOrder, key: string | undefined): OrderIdentity {
  if (key === undefined) return { id: randomUUID() as OrderId, fingerprint: null };
  const id = deriveUuid(`order ${input.order_details.user_id} ${key}`);
  // A replica of the previous release compares only the unversioned form during a rolling update.
  return { id, fingerprint: unversionedFingerprint(input) ?? versionedFingerprint(input) };
}

/** Whether the order with this stored fingerprint was created by the same request. */
export const matchesFingerprint = (input: CreateOrder, stored: string | null): boolean =>
  stored === versionedFingerprint(input) || stored === unversionedFingerprint(input);

/** Covers all canonical order details, so that a new option cannot be omitted. */
function versionedFingerprint({ order_details, currency }: CreateOrder): string {
  const details = Object.entries(order_details).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `v2:${sha256(JSON.stringify([currency, details])).toString("hex")}`;
}

/**
 * The form that the previous release stores. It covers only these fields: `null` if the request has
 * any other option.
 */
function unversionedFingerprint({ order_details, currency }: CreateOrder): string | null {
  const { user_id, cluster_name, images_storage, ...others } = order_details;
  const { has_monitoring, monitoring_storage, has_alerting, ...newer } = others;
  if (Object.values(newer).some(Boolean)) return null;
  const cluster = [user_id, cluster_name, images_storage, has_monitoring];
  const covered = [...cluster, monitoring_storage, has_alerting, currency];
  return sha256(JSON.stringify(covered)).toString("hex");
}

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** A UUID of RFC 9562's version 8, with the bits of a hash. */
function deriveUuid(text: string): OrderId {
  const bytes = sha256(text).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") as OrderId;
}
