import { z } from "zod";
import { orderStates } from "./order-state.ts";

/** "is required" for an absent field, the given rule for a wrong one. */
export const orMissing =
  (rule: string) =>
  (issue: { input?: unknown }): string =>
    issue.input === undefined ? "is required" : rule;

/** A text of a pattern; the rule is worded to follow the name of the field. */
export const text = (pattern: RegExp, rule: string) =>
  z.string({ error: orMissing(rule) }).regex(pattern, rule);

export const flag = () => z.boolean({ error: orMissing("must be true or false") });

export const currencySchema = text(/^[A-Z]{3}$/, "must be an ISO 4217 code such as EUR");

export const moneySchema = z.object({
  currency_code: currencySchema,
  value: text(/^-?\d{1,15}(\.\d{2})?$/, "must be a decimal string such as 31.00"),
});

/**
 * One of the values, to which a minor release may add: a client must accept a value that it does not know. In
 * JSON Schema and OpenAPI the keyword is `x-extensible`. An enumeration without it grows in a major release only.
 */
export const extensible = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).meta({ "x-extensible": true });

/** RFC 3339, in UTC. */
export const timestampSchema = z.iso.datetime();

/** One of our states of an order. */
export const orderStateSchema = extensible(orderStates);
