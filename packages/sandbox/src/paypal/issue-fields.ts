const unit = "/purchase_units/@reference_id=='default'";

// Below the amount of a request: of the first purchase unit of an order, or of a refund.
const inAmount: Readonly<Record<string, string>> = {
  AMOUNT_MISMATCH: "/value",
  CANNOT_BE_NEGATIVE: "/value",
  CANNOT_BE_ZERO_OR_NEGATIVE: "/value",
  CURRENCY_MISMATCH: "/currency_code",
  CURRENCY_NOT_SUPPORTED: "/currency_code",
  DECIMALS_NOT_SUPPORTED: "/value",
  DECIMAL_PRECISION: "/value",
  INVALID_CURRENCY_CODE: "/currency_code",
  ITEM_TOTAL_MISMATCH: "/breakdown/item_total/value",
  ITEM_TOTAL_REQUIRED: "/breakdown/item_total",
  MAX_VALUE_EXCEEDED: "/value",
  TAX_TOTAL_MISMATCH: "/breakdown/tax_total/value",
  TAX_TOTAL_REQUIRED: "/breakdown/tax_total",
};

const inBody: Readonly<Record<string, string>> = {
  DUPLICATE_REFERENCE_ID: "/purchase_units/1/reference_id",
  INVALID_ARRAY_MAX_ITEMS: "/purchase_units",
  INVALID_ARRAY_MIN_ITEMS: "/purchase_units",
  MALFORMED_REQUEST_JSON: "/",
  MULTI_CURRENCY_ORDER: "/purchase_units",
  REFERENCE_ID_REQUIRED: "/purchase_units/0/reference_id",
  UNSUPPORTED_INTENT: "/intent",
};

/** The part of a request's body that an issue is about, as a JSON pointer; undefined for one about the resource. */
export function issueField(issue: string, operation: string): string | undefined {
  const place = inAmount[issue];
  if (place === undefined) return inBody[issue];
  return operation === "captures.refund" ? `/amount${place}` : `${unit}/amount${place}`;
}
