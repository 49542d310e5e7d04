/**
 * Changes of a response about an order that PayPal's specification permits: it requires none of the omitted
 * fields, and allows additional ones.
 * - `no_status`: the order has no status; its captures have one.
 * - `no_payee_id`: the payee has an e-mail address and no `merchant_id`.
 * - `no_payments`: payments are included only if requested by `fields`.
 * - `no_amount`: neither purchase units nor captures have an amount.
 * - `unknown_fields`: every object has an undocumented field.
 * - `malformed_elements`: lists of captures and refunds begin with an element of another shape.
 */
export const alterations = [
  "no_status",
  "no_payee",
  "no_payee_id",
  "no_payments",
  "no_amount",
  "no_update_time",
  "unknown_fields",
  "malformed_elements",
] as const;

export type Alteration = (typeof alterations)[number];

type Json = Readonly<Record<string, unknown>>;

/** An order as the API shows it, altered. */
export function alterOrder(order: object, how: readonly Alteration[]): object {
  return how.reduce<Json>((altered, alteration) => alter[alteration](altered), { ...order });
}

/** Adds an undocumented field to every object in a value. */
export function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, withUnknownFields(field)]);
  return { ...Object.fromEntries(fields), introduced_later: { version: 2 } };
}

const alter: Readonly<Record<Alteration, (order: Json) => Json>> = {
  no_status: (order) => without(order, "status"),
  no_payee: (order) => inUnits(order, (unit) => without(unit, "payee")),
  no_payee_id: (order) => inUnits(order, (unit) => inside(unit, "payee", withoutMerchantId)),
  no_payments: (order) => inUnits(order, (unit) => without(unit, "payments")),
  no_amount: (order) =>
    inUnits(order, (unit) =>
      inPayments(without(unit, "amount"), (list) => list.map((it) => without(it, "amount"))),
    ),
  no_update_time: (order) => without(order, "update_time"),
  unknown_fields: (order) => withUnknownFields(order) as Json,
  malformed_elements: (order) =>
    inUnits(order, (unit) => inPayments(unit, (list) => [malformed, ...list])),
};

const malformed: Json = { kind: "INSTALLMENT", installment: { number: 1, of: 3 } };

const withoutMerchantId = (payee: Json): Json => without(payee, "merchant_id");

function without(object: Json, name: string): Json {
  const { [name]: _, ...rest } = object;
  return rest;
}

function inside(object: Json, name: string, change: (inner: Json) => Json): Json {
  const inner = object[name];
  return isObject(inner) ? { ...object, [name]: change(inner) } : object;
}

function inUnits(order: Json, change: (unit: Json) => Json): Json {
  const units = order["purchase_units"];
  return Array.isArray(units) ? { ...order, purchase_units: (units as Json[]).map(change) } : order;
}

/** Changes the existing lists of captures and refunds. */
function inPayments(unit: Json, change: (list: readonly Json[]) => readonly Json[]): Json {
  return inside(unit, "payments", (payments) =>
    Object.fromEntries(
      Object.entries(payments).map(([name, list]) => [
        name,
        Array.isArray(list) ? change(list as Json[]) : list,
      ]),
    ),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
