import type { BillingError } from "@onekonsole/billing-client/react";
import { type ErrorCode, errorCatalog } from "@onekonsole/billing-contract";

const messages = Object.fromEntries(
  Object.entries(errorCatalog).map(([code, { message }]) => [code, message]),
) as Record<ErrorCode, string>;

const byCode: Readonly<Record<BillingError["code"], string>> = {
  ...messages,
  unreachable:
    "The billing service cannot be reached. Please try again; check your order before you pay again.",
};

export const errors = {
  byCode,
  quote: "Please quote this to our support:",
  tryAgain: "Try again",
};
