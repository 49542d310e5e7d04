import { errorCatalog } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { BillingError } from "./billing-error.ts";

describe("a billing error", () => {
  test("has the catalogue's text and does not expose its cause", () => {
    const cause = new Error("password authentication failed");
    const error = new BillingError("service_unavailable", { cause, debugId: "d1" });
    expect(error.message).toBe(errorCatalog.service_unavailable.message);
    expect(error).toMatchObject({ code: "service_unavailable", cause, debugId: "d1", fields: [] });
  });

  test("lists each invalid field", () => {
    const fields = [
      { path: "currency", message: "is required" },
      { path: "", message: "is not readable" },
    ];
    const error = new BillingError("invalid_input", { fields });
    expect(error.message).toBe("currency is required; The body is not readable");
    expect(error.fields).toEqual(fields);
  });
});
