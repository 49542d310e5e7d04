import { orderStates, type procedures } from "@onekonsole/billing-contract";
import fc from "fast-check";
import { mostly, nearly, malformedText, malformedValue } from "./malformed-values.ts";

type Groups = typeof procedures;

/** Every procedure by its path; one that is new in the contract does not compile until it is here. */
export type ProcedurePath = {
  [Group in keyof Groups]: `${Group}.${Extract<keyof Groups[Group], string>}`;
}[keyof Groups];

/** Whose orders and users there are to be named. */
export interface KnownOrder {
  readonly orderIds: readonly string[];
  readonly userIds: readonly string[];
}

/** What each procedure might be sent: right, nearly right, or nothing of the kind. */
export function procedureInputs(known: KnownOrder): Record<ProcedurePath, fc.Arbitrary<unknown>> {
  const orderId = mostly(fc.constantFrom(...known.orderIds, "5O190127TN364715T"), malformedText);
  const reference = nearly({ order_id: orderId });
  const version = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.maxSafeInteger());
  const reason = mostly(fc.constant("The customer asked for it."), malformedText);
  const act = { order_id: orderId, version, reason };
  const anything = <T>(usual: fc.Arbitrary<T>) => mostly(usual, malformedValue);
  return {
    "order.prices": anything(fc.oneof(fc.constant(undefined), nearly({ currency }))),
    "order.create": anything(createInput(known)),
    "order.approve": anything(reference),
    "order.get": anything(reference),
    "order.watch": anything(
      fc.oneof(reference, nearly({ order_id: orderId, lastEventId: fc.nat().map(String) })),
    ),
    "operator.orders": anything(fc.oneof(fc.constant(undefined), ordersInput)),
    "operator.order": anything(reference),
    "operator.retry": anything(nearly(act)),
    "operator.refund": anything(fc.oneof(nearly(act), nearly({ ...act, amount }))),
    "operator.close": anything(nearly(act)),
    "operator.reconcile": anything(nearly({ since: time, reason })),
    "operator.unmatchedPayments": anything(fc.constant(undefined)),
    "operator.closeUnmatchedPayment": anything(nearly({ event_id: fc.string(), reason })),
    "operator.money": anything(fc.constant(undefined)),
  };
}

const currency = mostly(fc.constantFrom("EUR", "USD"), malformedText);
const amount = mostly(
  fc.constantFrom("1", "1.5", "0.01", "31.00", "0", "999999999999999"),
  malformedText,
);
const time = mostly(
  fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-29T00:00:00Z"),
  ),
  malformedText,
);

const ordersInput = nearly({
  states: fc.array(fc.constantFrom(...orderStates), { maxLength: 4 }),
  older_than_seconds: fc.oneof(fc.nat(), fc.maxSafeInteger()),
  limit: fc.integer({ min: -1, max: 300 }),
  after: fc.oneof(
    time.map((at) => `captured|${at}|6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60`),
    fc.uuid(),
  ),
});

function createInput({ userIds }: KnownOrder) {
  const gigabytes = fc.oneof(fc.integer({ min: -1, max: 200 }), fc.integer());
  const address = mostly(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    malformedText,
  );
  const order = {
    order_details: nearly({
      user_id: mostly(fc.constantFrom(...userIds), fc.uuid()),
      cluster_name: mostly(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/), malformedText),
      images_storage: gigabytes,
      has_monitoring: fc.boolean(),
      monitoring_storage: gigabytes,
      has_alerting: fc.boolean(),
    }),
    currency,
  };
  return fc.oneof(
    nearly(order),
    nearly({ ...order, amount: malformedValue, idempotency_key: malformedText }),
    nearly({ ...order, return_url: address, cancel_url: address }),
  );
}
