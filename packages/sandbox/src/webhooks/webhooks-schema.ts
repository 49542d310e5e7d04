import { z } from "zod";
import { privateKeySchema } from "../state/private-key-schema.ts";

const certificate = z.string().startsWith("-----BEGIN CERTIFICATE-----");

const signerSchema = z.object({
  certificateName: z.string(),
  certificates: certificate,
  key: privateKeySchema,
});

const signingSchema = z
  .object({
    caCertificate: certificate,
    issuer: z.object({ certificate, key: privateKeySchema }),
    genuine: signerSchema,
    expired: signerSchema,
    foreign: signerSchema,
  })
  .nullable();

const subscriptionSchema = z.object({
  webhookId: z.string(),
  url: z.string(),
  events: z.array(z.string()),
});

const deliveryFaultsSchema = z.object({
  delayMs: z.number(),
  reorderWithinMs: z.number(),
  duplicateRate: z.number(),
  dropRate: z.number(),
  duplicates: z.int(),
  drops: z.int(),
  /** Null for a generator that cannot be repeated. */
  seed: z.number().nullable(),
});

const eventSchema = z.object({
  id: z.string(),
  eventType: z.string(),
  resourceId: z.string().optional(),
  createdAt: z.number(),
  body: z.string(),
});

const attemptSchema = z.object({
  eventId: z.string(),
  eventType: z.string(),
  webhookId: z.string(),
  transmissionId: z.string().optional(),
  attempt: z.int(),
  outcome: z.union([
    z.literal("dropped"),
    z.object({ status: z.int() }),
    z.object({ error: z.string() }),
  ]),
  at: z.number(),
});

/** Subscriptions, events, and the deliveries that are due. */
export const webhooksSchema = z.object({
  signing: signingSchema,
  subscriptions: z.array(subscriptionSchema),
  deliveryFaults: deliveryFaultsSchema,
  isPaused: z.boolean(),
  events: z.record(z.string(), eventSchema),
  pending: z.record(
    z.string(),
    z.object({
      number: z.int(),
      event: eventSchema,
      subscription: subscriptionSchema,
      attempts: z.int(),
    }),
  ),
  attempts: z.record(z.string(), attemptSchema),
});

export type WebhooksState = z.output<typeof webhooksSchema>;
export type SigningState = z.output<typeof signingSchema>;
export type DeliveryFaultsState = z.output<typeof deliveryFaultsSchema>;
