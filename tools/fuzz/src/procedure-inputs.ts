import { orderStates, type procedures } from "@onekonsole/billing-contract";
import fc from "fast-check";
import { mostly, nearlyValid, malformedText, malformedValue } from "./malformed-values.ts";

type Groups = typeof procedures;

/** The path of every procedure. A new procedure of the contract fails to compile until it is below. */
export type ProcedurePath = {
  [Group in keyof Groups]: `${Group}.${Extract<keyof Groups[Group], string>}`;
}[keyof Groups];

/** The ids of existing orders and users. */
export interface KnownIds {
  readonly orderIds: readonly string[];
  readonly userIds: readonly string[];
}

/** Inputs of each procedure: valid, nearly valid, or of another kind. */
export function procedureInputs(known: KnownIds): Record<ProcedurePath, fc.Arbitrary<unknown>> {
  const orderId = mostly(fc.constantFrom(...known.orderIds, "5O190127TN364715T"), malformedText);
  const reference = nearlyValid({ order_id: orderId });
  const version = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.maxSafeInteger());
  const reason = mostly(fc.constant("The customer asked for it."), malformedText);
  const action = { order_id: orderId, version, reason };
  const orMalformed = <T>(usual: fc.Arbitrary<T>) => mostly(usual, malformedValue);
  return {
    "order.prices": orMalformed(fc.oneof(fc.constant(undefined), nearlyValid({ currency }))),
    "order.create": orMalformed(createInput(known)),
    "order.approve": orMalformed(reference),
    "order.get": orMalformed(reference),
    "order.watch": orMalformed(
      fc.oneof(reference, nearlyValid({ order_id: orderId, lastEventId: fc.nat().map(String) })),
    ),
    "operator.orders": orMalformed(fc.oneof(fc.constant(undefined), ordersInput)),
    "operator.order": orMalformed(reference),
    "operator.retry": orMalformed(nearlyValid(action)),
    "operator.refund": orMalformed(
      fc.oneof(nearlyValid(action), nearlyValid({ ...action, amount })),
    ),
    "operator.close": orMalformed(nearlyValid(action)),
    "operator.reconcile": orMalformed(nearlyValid({ since: time, reason })),
    "operator.unmatchedPayments": orMalformed(fc.constant(undefined)),
    "operator.closeUnmatchedPayment": orMalformed(nearlyValid({ event_id: fc.string(), reason })),
    "operator.money": orMalformed(fc.constant(undefined)),
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

const ordersInput = nearlyValid({
  states: fc.array(fc.constantFrom(...orderStates), { maxLength: 4 }),
  older_than_seconds: fc.oneof(fc.nat(), fc.maxSafeInteger()),
  limit: fc.integer({ min: -1, max: 300 }),
  after: fc.oneof(
    time.map((at) => `captured|${at}|6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60`),
    fc.uuid(),
  ),
});

function createInput({ userIds }: KnownIds) {
  const gigabytes = fc.oneof(fc.integer({ min: -1, max: 200 }), fc.integer());
  const address = mostly(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    malformedText,
  );
  const order = {
    order_details: nearlyValid({
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
    nearlyValid(order),
    nearlyValid({ ...order, amount: malformedValue, idempotency_key: malformedText }),
    nearlyValid({ ...order, return_url: address, cancel_url: address }),
  );
}
