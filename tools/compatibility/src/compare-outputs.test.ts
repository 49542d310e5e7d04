import { describe, expect, test } from "vitest";
import { type Edit, editOperation, editOutput, linesAfter } from "./contract-edits.fixture.ts";

describe("an output breaks clients if", () => {
  test.each<[title: string, edit: Edit, line: string]>([
    [
      "a field is renamed",
      editOutput("order.get", "order_details", (details) => {
        const { cluster_name: name = {}, ...others } = details.properties ?? {};
        details.properties = { ...others, cluster: name };
        details.required = Object.keys(details.properties);
      }),
      "order.get · output · order_details.cluster_name is removed.",
    ],
    [
      "a field of a list's items is removed",
      editOutput("operator.orders", "orders[]", (order) => delete order.properties?.["disputed"]),
      "operator.orders · output · orders[].disputed is removed.",
    ],
    [
      "a field may be absent",
      editOutput("order.get", "", (order) => order.required?.splice(0, 1)),
      "order.get · output · order_id may now be absent.",
    ],
    [
      "a field may be null",
      editOutput("order.get", "create_time", (time) => (time.type = ["string", "null"])),
      "order.get · output · create_time may now be null.",
    ],
    [
      "an enumeration gets a value",
      editOutput("order.get", "payment_status", (status) => status.enum?.push("Held")),
      'order.get · output · payment_status may have the new value "Held".',
    ],
    [
      "an enumeration gets a free text",
      editOutput("order.get", "payment_status", (status) => delete status.enum),
      'order.get · output · payment_status may be any string, not only "Paid", "Pending", "Failed".',
    ],
    [
      "a format is no longer promised",
      editOutput("order.get", "create_time", (time) => delete time.format),
      "order.get · output · create_time may not match the format date-time.",
    ],
    [
      "a bound is no longer promised",
      editOutput("order.get", "history", (history) => (history.maxItems = 1000)),
      "order.get · output · history has the maxItems 1000, which was 100.",
    ],
    [
      "a union gets a kind",
      editOutput("operator.order", "available_actions[]", (actions) =>
        actions.oneOf?.push({ type: "object", properties: { action: { const: "pause" } } }),
      ),
      "operator.order · output · available_actions[] may now be object action=pause.",
    ],
    [
      "a field of a union's kind is removed",
      editOutput("operator.order", "available_actions[]", (actions) => {
        delete actions.oneOf?.[1]?.properties?.["effect"];
      }),
      "operator.order · output · available_actions[].effect is removed.",
    ],
    [
      "a field of the REST body is removed",
      editOperation("order.create", ({ rest }) => delete rest?.body.properties?.["status"]),
      "order.create · rest body · status is removed.",
    ],
  ])("%s", (_title, edit, line) => {
    expect(linesAfter(edit)).toEqual([line]);
  });
});
