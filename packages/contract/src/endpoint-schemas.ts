import { z } from "zod";
import { text, timestampSchema } from "./field-schemas.ts";
import { reasonSchema } from "./operator-schemas.ts";
import { orderEvents } from "./order-codes.ts";

const longestUrl = 2_000;
const urlRule =
  "must be an https URL without a user name; http only for a service in the cluster (.svc)";

/** In a normalized URL: https, or http to a host that is on the machine or in the cluster; no user name. */
const allowedUrl =
  /^(?!\w+:\/\/[^/]*@)(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|[^/:]*\.svc(?:\.cluster\.local)?)(?::\d+)?\/)[^#]*$/;

/** The URL of an endpoint. Which addresses its host may have is checked when it is called. */
export const endpointUrlSchema = z
  .url({ protocol: /^https?$/, normalize: true, error: urlRule })
  .regex(allowedUrl, urlRule)
  .max(longestUrl, `must have at most ${longestUrl} characters`);

const typesRule = "must be types of events";

/** The types of events that an endpoint receives. */
export const endpointTypesSchema = z
  .array(z.enum(orderEvents, { error: `must be one of ${orderEvents.join(", ")}` }), typesRule)
  .min(1, typesRule)
  .max(orderEvents.length, typesRule);

const endpointIdSchema = text(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be the id of an endpoint");

const objectRule = { error: "must be an object" };

/** An action of an operator on an endpoint. */
export const endpointActInputSchema = z.object(
  { endpoint_id: endpointIdSchema, reason: reasonSchema },
  objectRule,
);

export const addEndpointInputSchema = z.object(
  {
    url: endpointUrlSchema,
    types: endpointTypesSchema.optional().describe("All types when absent."),
    reason: reasonSchema,
  },
  objectRule,
);

const overlapRule = "must be a whole number of hours from 0 to 720";

export const rotateSecretInputSchema = endpointActInputSchema.extend({
  overlap_hours: z
    .int({ error: overlapRule })
    .min(0, overlapRule)
    .max(720, overlapRule)
    .optional()
    .describe("How long the earlier secret signs as well; 24 when absent."),
});

const cursorSchema = text(/^[\w-]{1,100}$/, "must be a cursor of the event feed");

export const resendEventsInputSchema = endpointActInputSchema
  .extend({
    cursor: cursorSchema.optional().describe("Only the event with this cursor."),
    after: cursorSchema
      .optional()
      .describe("All events after this cursor; those that were sent are sent again."),
    dead: z
      .literal(true, { error: "must be true, or absent" })
      .optional()
      .describe("All dead letters."),
  })
  .refine(
    ({ cursor, after, dead }) =>
      [cursor, after, dead].filter((it) => it !== undefined).length === 1,
    "must have one of cursor, after and dead",
  );

export const endpointDisabledAs = ["gone", "removed", "unconfigured"] as const;

/**
 * An endpoint. `disabled_as` is null while it receives events, `gone` after it returned 410, and
 * `unconfigured` after it was removed from the configuration.
 */
const endpointSchema = z.object({
  endpoint_id: z.string(),
  source: z.enum(["configuration", "operator"]),
  url: z.string(),
  types: z.array(z.string()).nullable(),
  disabled_as: z.enum(endpointDisabledAs).nullable(),
  disabled_time: timestampSchema.nullable(),
  has_signing_key: z
    .boolean()
    .describe(
      "False for an operator's endpoint while event_signing_key is not set: its events wait.",
    ),
  pending_events: z.int().describe("Events that are not sent yet; 10000 at most are counted."),
  dead_events: z.int().describe("Events whose attempts are used up; 10000 at most are counted."),
  oldest_pending_time: timestampSchema.nullable(),
  earlier_secret_until: timestampSchema
    .nullable()
    .describe("Until then, the secret before the last rotation signs as well."),
  added_time: timestampSchema,
});

export const endpointsSchema = z.object({ endpoints: z.array(endpointSchema) });

/** `secret` is in no later response. */
export const endpointSecretSchema = z.object({
  endpoint_id: z.string(),
  secret: z.string().describe("Shown once."),
});

export const endpointReferenceSchema = z.object({ endpoint_id: z.string() });

export const dispatchStates = ["pending", "sent", "dead"] as const;

const limitRule = "must be a whole number from 1 to 200";

export const listDispatchesInputSchema = z.object(
  {
    endpoint_id: endpointIdSchema,
    state: z
      .enum(dispatchStates, { error: `must be one of ${dispatchStates.join(", ")}` })
      .optional(),
    before: cursorSchema.optional().describe("Only events before this cursor."),
    limit: z
      .int({ error: limitRule })
      .min(1, limitRule)
      .max(200, limitRule)
      .optional()
      .describe("50 when absent."),
  },
  objectRule,
);

/** What happened to one event at an endpoint. `last_failure` is a code; `last_status` the HTTP status. */
const dispatchSchema = z.object({
  event_id: z.string(),
  cursor: z.string(),
  type: z.string(),
  order_id: z.string(),
  state: z.enum(dispatchStates),
  attempts: z.int(),
  last_status: z.int().nullable(),
  last_failure: z.string().nullable(),
  last_time: timestampSchema.nullable(),
  next_time: timestampSchema.nullable(),
});

/** The latest events first. `next` is the `before` of the next page. */
export const dispatchesSchema = z.object({
  dispatches: z.array(dispatchSchema),
  next: z.string().nullable(),
});
