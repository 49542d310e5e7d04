import { describe, expect, test } from "vitest";
import { type Edit, editInput, editOperation, linesAfter } from "./contract-edits.fixture.ts";

describe("an input breaks clients if", () => {
  test.each<[title: string, edit: Edit, line: string]>([
    [
      "a field is removed",
      editInput("order.create", "", (input) => delete input.properties?.["locale"]),
      "order.create · input · locale is removed.",
    ],
    [
      "an optional field becomes required",
      editInput("order.create", "", (input) => input.required?.push("locale")),
      "order.create · input · locale is now required.",
    ],
    [
      "a new field is required",
      editInput("order.create", "order_details", (details) => {
        details.properties = { ...details.properties, has_backups: { type: "boolean" } };
        details.required?.push("has_backups");
      }),
      "order.create · input · order_details.has_backups is now required.",
    ],
    [
      "an enumeration loses a value",
      editInput("order.list", "payment", (payment) => payment.enum?.shift()),
      'order.list · input · payment no longer accepts "Paid".',
    ],
    [
      "a free text gets enumerated",
      editInput("order.create", "currency", (currency) => (currency.enum = ["EUR", "USD"])),
      'order.create · input · currency accepts only "EUR", "USD".',
    ],
    [
      "a maximum gets smaller",
      editInput("order.list", "limit", (limit) => (limit.maximum = 50)),
      "order.list · input · limit has the maximum 50, which was 100.",
    ],
    [
      "a minimum is added",
      editInput("operator.refund", "reason", (reason) => (reason.minLength = 9)),
      "operator.refund · input · reason has the minLength 9, which was 3.",
    ],
    [
      "a pattern changes",
      editInput("order.get", "order_id", (id) => (id.pattern = "^A$")),
      "order.get · input · order_id must match the pattern ^A$.",
    ],
    [
      "a type changes",
      editInput("order.list", "limit", (limit) => (limit.type = "string")),
      "order.list · input · limit no longer accepts integer.",
    ],
    [
      "null is no longer accepted",
      editInput("order.watch", "lastEventId", (id) => id.anyOf?.pop()),
      "order.watch · input · lastEventId no longer accepts null.",
    ],
    [
      "unknown fields are rejected",
      editInput("order.approve", "", (input) => (input.additionalProperties = false)),
      "order.approve · input · * is rejected.",
    ],
    [
      "it becomes required as a whole",
      editOperation("order.prices", (operation) => (operation.input_optional = false)),
      "order.prices · declaration · input is now required.",
    ],
  ])("%s", (_title, edit, line) => {
    expect(linesAfter(edit)).toEqual([line]);
  });
});
