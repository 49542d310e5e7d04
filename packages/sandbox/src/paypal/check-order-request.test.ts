import { describe, expect, test } from "vitest";
import { checkOrderRequest } from "./check-order-request.ts";

const usd = (value: string) => ({ currency_code: "USD", value });
const unit = (more: object = {}) => ({ amount: usd("10.00"), ...more });
const order = (...units: object[]) => ({ intent: "CAPTURE", purchase_units: units });
const place = "/purchase_units/@reference_id=='default'";

/** `status issue field` of each problem. */
function findProblems(body: unknown): string[] {
  const checked = checkOrderRequest(body);
  if ("request" in checked) return [];
  return checked.problems.map(({ issue, field }) => `${checked.status} ${issue} ${field}`);
}

describe("the shape of an order", () => {
  test.each<readonly [string, unknown, string]>([
    ["no intent", { purchase_units: [unit()] }, "MISSING_REQUIRED_PARAMETER /intent"],
    ["an unknown intent", { ...order(unit()), intent: "SALE" }, "INVALID_PARAMETER_VALUE /intent"],
    ["no units", { intent: "CAPTURE" }, "MISSING_REQUIRED_PARAMETER /purchase_units"],
    ["an empty list of units", order(), "INVALID_ARRAY_MIN_ITEMS /purchase_units"],
    [
      "eleven units",
      order(...Array.from({ length: 11 }, () => unit())),
      "INVALID_ARRAY_MAX_ITEMS /purchase_units",
    ],
    ["no amount", order({}), "MISSING_REQUIRED_PARAMETER /purchase_units/0/amount"],
    [
      "a number for an amount",
      order({ amount: { currency_code: "USD", value: 10 } }),
      "INVALID_PARAMETER_SYNTAX /purchase_units/0/amount/value",
    ],
    [
      "a text as value of an amount",
      order({ amount: usd("ten") }),
      "INVALID_PARAMETER_SYNTAX /purchase_units/0/amount/value",
    ],
    [
      "a currency of four letters",
      order({ amount: { currency_code: "EURO", value: "1.00" } }),
      "INVALID_STRING_LENGTH /purchase_units/0/amount/currency_code",
    ],
    ...["custom_id", "invoice_id", "description"].map(
      (field) =>
        [
          `a ${field} of 128 characters`,
          order(unit({ [field]: "x".repeat(128) })),
          `INVALID_STRING_LENGTH /purchase_units/0/${field}`,
        ] as const,
    ),
    [
      "a reference_id of 257 characters",
      order(unit({ reference_id: "x".repeat(257) })),
      "INVALID_STRING_LENGTH /purchase_units/0/reference_id",
    ],
    [
      "a script as return URL",
      { ...order(unit()), application_context: { return_url: "javascript:alert(1)" } },
      "INVALID_PARAMETER_SYNTAX /application_context/return_url",
    ],
    [
      "a card",
      { ...order(unit()), payment_source: { paypal: {}, card: {} } },
      "NOT_SUPPORTED /payment_source",
    ],
  ])("with %s is rejected with 400", (_, body, problem) => {
    expect(findProblems(body)).toEqual([`400 ${problem}`]);
  });

  test("accepts a custom_id of 127 characters", () => {
    expect(findProblems(order(unit({ custom_id: "x".repeat(127) })))).toEqual([]);
  });
});

describe("an amount", () => {
  test.each([
    ["USD", "0.00", "CANNOT_BE_ZERO_OR_NEGATIVE"],
    ["USD", "-1.00", "CANNOT_BE_ZERO_OR_NEGATIVE"],
    ["USD", "10.005", "DECIMAL_PRECISION"],
    ["HUF", "100.50", "DECIMAL_PRECISION"],
    ["JPY", "100.0", "DECIMAL_PRECISION"],
    ["TWD", "1.5", "DECIMAL_PRECISION"],
    ["USD", "1000000000000000.00", "MAX_VALUE_EXCEEDED"],
  ])("of %s %s is rejected with 422", (currency_code, value, issue) => {
    const problem = `422 ${issue} ${place}/amount/value`;
    expect(findProblems(order({ amount: { currency_code, value } }))).toEqual([problem]);
  });

  test.each(["RUB", "INR", "XYZ", "usd"])("in %s is rejected", (currency_code) => {
    const problem = `422 INVALID_CURRENCY_CODE ${place}/amount/currency_code`;
    expect(findProblems(order({ amount: { currency_code, value: "1.00" } }))).toEqual([problem]);
  });

  test.each([
    ["USD", "999999999999999.99"],
    ["JPY", "1"],
    ["EUR", "0.01"],
    ["THB", "5"],
  ])("of %s %s is accepted", (currency_code, value) => {
    expect(findProblems(order({ amount: { currency_code, value } }))).toEqual([]);
  });
});

describe("a breakdown", () => {
  const withParts = (breakdown: object, items: object[] = []) =>
    order({ amount: { ...usd("10.00"), breakdown }, items });
  const item = { name: "Cluster", quantity: "2", unit_amount: usd("4.00"), tax: usd("1.00") };

  test("with correct sums, also of its items, is accepted", () => {
    const breakdown = { item_total: usd("8.00"), tax_total: usd("2.00") };
    expect(findProblems(withParts(breakdown, [item]))).toEqual([]);
  });

  test.each([
    ["sums to less", { item_total: usd("9.00") }, [], "AMOUNT_MISMATCH amount/value"],
    [
      "has a negative part",
      { item_total: usd("11.00"), tax_total: usd("-1.00") },
      [],
      "CANNOT_BE_NEGATIVE amount/breakdown/tax_total/value",
    ],
    [
      "differs from its items",
      { item_total: usd("7.00"), tax_total: usd("2.00"), shipping: usd("1.00") },
      [item],
      "ITEM_TOTAL_MISMATCH amount/breakdown/item_total/value",
    ],
    [
      "lacks the tax of its items",
      { item_total: usd("8.00"), shipping: usd("2.00") },
      [item],
      "TAX_TOTAL_REQUIRED amount/breakdown/tax_total",
    ],
    [
      "has an item with too many decimals",
      { item_total: usd("10.00") },
      [{ name: "Cluster", quantity: "1", unit_amount: usd("10.001") }],
      "DECIMAL_PRECISION items/0/unit_amount/value",
    ],
  ])("that %s is rejected", (_, breakdown, items, problem) => {
    const [issue, field] = problem.split(" ");
    expect(findProblems(withParts(breakdown, items))).toEqual([`422 ${issue} ${place}/${field}`]);
  });
});

describe("several purchase units", () => {
  test("must have distinct reference ids", () => {
    const units = [unit({ reference_id: "A" }), unit({ reference_id: "A" }), unit()];
    expect(findProblems(order(...units))).toEqual([
      "422 DUPLICATE_REFERENCE_ID /purchase_units/1/reference_id",
      "422 REFERENCE_ID_REQUIRED /purchase_units/2/reference_id",
    ]);
  });

  test("must have one currency, and the intent CAPTURE", () => {
    const euros = { reference_id: "B", amount: { currency_code: "EUR", value: "1.00" } };
    const body = { ...order(unit({ reference_id: "A" }), euros), intent: "AUTHORIZE" };
    expect(findProblems(body)).toEqual([
      "422 MULTI_CURRENCY_ORDER /purchase_units",
      "422 UNSUPPORTED_INTENT /intent",
    ]);
  });
});
