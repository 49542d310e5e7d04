import { declarations } from "@onekonsole/billing-contract/schemas";
import fc from "fast-check";
import { malformedText, mostly } from "./malformed-values.ts";
import { type FieldValues, schemaInputs } from "./schema-inputs.ts";

/** The ids of existing orders and users. */
export interface KnownIds {
  readonly orderIds: readonly string[];
  readonly userIds: readonly string[];
}

/** Inputs of each procedure by its path: valid, nearly valid, or of another kind. */
export function procedureInputs(known: KnownIds): ReadonlyMap<string, fc.Arbitrary<unknown>> {
  const fields = fieldValues(known);
  return new Map(
    [...declarations].map(([path, { input }]) => [path, schemaInputs(input, fields)] as const),
  );
}

/** Fields whose values reach further than any text that their schema accepts. */
function fieldValues({ orderIds, userIds }: KnownIds): FieldValues {
  const address = mostly(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    malformedText,
  );
  const eventCursor = fc.oneof(fc.constant("now"), fc.stringMatching(/^[0-9a-f]{24}$/));
  return {
    order_id: mostly(fc.constantFrom(...orderIds, "5O190127TN364715T"), malformedText),
    user_id: mostly(fc.constantFrom(...userIds), fc.uuid()),
    cluster_name: mostly(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/), malformedText),
    currency: mostly(fc.constantFrom("EUR", "USD"), malformedText),
    amount: mostly(
      fc.constantFrom("1", "1.5", "0.01", "31.00", "0", "999999999999999"),
      malformedText,
    ),
    version: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.maxSafeInteger()),
    reason: mostly(fc.constant("The customer asked for it."), malformedText),
    return_url: address,
    cancel_url: address,
    after: fc.oneof(
      fc
        .date({ noInvalidDate: true })
        .map((at) => `captured|${at.toISOString()}|6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60`),
      fc.uuid(),
      eventCursor,
      malformedText,
    ),
    lastEventId: fc.oneof(eventCursor, fc.nat().map(String), malformedText),
    url: mostly(fc.webUrl({ validSchemes: ["https"] }), malformedText),
  };
}
