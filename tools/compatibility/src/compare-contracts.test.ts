import { describe, expect, test } from "vitest";
import { compareContracts, describeChange } from "./compare-contracts.ts";
import type { ContractDocument } from "./contract-document.ts";
import {
  type Edit,
  editInput,
  editOperation,
  editOutput,
  linesAfter,
  today,
  type Writable,
} from "./contract-edits.fixture.ts";

test("today's contract does not break its own clients", () => {
  expect(linesAfter(() => {})).toEqual([]);
});

test("each line says what to do", () => {
  const edited = structuredClone(today) as Writable<ContractDocument>;
  delete edited.operations["order.get"]?.output?.properties?.["payee_email"];
  expect(compareContracts(today, edited).map(describeChange)).toEqual([
    "order.get · output · payee_email is removed. Return it as the last release did, and add a new field beside it.",
  ]);
});

describe("a declaration breaks clients if", () => {
  test.each<[title: string, edit: Edit, line: string]>([
    [
      "a procedure is removed",
      ({ operations }) => delete operations["order.receipt"],
      "order.receipt · declaration is removed.",
    ],
    [
      "a procedure is of another kind",
      editOperation("order.get", (operation) => (operation.kind = "mutation")),
      "order.get · declaration · kind is mutation instead of query.",
    ],
    [
      "fewer callers have access",
      editOperation("order.prices", (operation) => (operation.access = "user")),
      "order.prices · declaration · access is user instead of public.",
    ],
    [
      "only services have access",
      editOperation("order.prices", (operation) => (operation.access = "service")),
      "order.prices · declaration · access is service instead of public.",
    ],
    [
      "users no longer have access",
      editOperation("order.create", (operation) => (operation.access = "service")),
      "order.create · declaration · access is service instead of user.",
    ],
    [
      "operators have access instead of services",
      editOperation("events.list", (operation) => (operation.access = "operator")),
      "events.list · declaration · access is operator instead of service.",
    ],
    [
      "a route is removed",
      editOperation("order.list", (operation) => delete operation.rest),
      "order.list · declaration · route GET /orders is removed.",
    ],
    [
      "a route has another address",
      editOperation("order.list", (operation) => (operation.rest!.route = "GET /order/list")),
      "order.list · declaration · route is GET /order/list instead of GET /orders.",
    ],
    [
      "a document is of another media type",
      editOperation("GET /orders/receipt.pdf", (route) => (route.media_type = "text/html")),
      "GET /orders/receipt.pdf · declaration · media type is text/html instead of application/pdf.",
    ],
    [
      "a procedure no longer has a code",
      editOperation("order.get", ({ errors }) =>
        errors.splice(errors.indexOf("order_not_found"), 1),
      ),
      "order.get · declaration · error order_not_found is removed.",
    ],
    [
      "a code is removed",
      ({ errors }) => delete errors["webhook_refused"],
      "webhook_refused · error is removed.",
    ],
    [
      "a code has another status",
      ({ errors }) => (errors["not_possible"]!.status = 422),
      "not_possible · error · status is 422 instead of 409.",
    ],
    [
      "a code has another action",
      ({ errors }) => (errors["not_possible"]!.action = "retry"),
      "not_possible · error · action is retry instead of stop.",
    ],
  ])("%s", (_title, edit, line) => {
    expect(linesAfter(edit)).toEqual([line]);
  });
});

describe("clients are not broken if", () => {
  test.each<[title: string, edit: Edit]>([
    [
      "a procedure is added",
      ({ operations }) => (operations["order.cancel"] = operations["order.get"]!),
    ],
    [
      "an optional field of an input is added",
      editInput("order.create", "", (input) => {
        input.properties = { ...input.properties, note: { type: "string" } };
      }),
    ],
    [
      "a field of an input becomes optional",
      editInput("order.create", "", (input) => input.required?.pop()),
    ],
    [
      "an enumeration of an input gets a value",
      editInput("order.list", "payment", (payment) => payment.enum?.push("Held")),
    ],
    [
      "a bound of an input is relaxed",
      editInput("order.list", "limit", (limit) => (limit.maximum = 500)),
    ],
    [
      "a field of an output is added",
      editOutput("order.get", "", (order) => {
        order.properties = { ...order.properties, note: { type: "string" } };
      }),
    ],
    [
      "an enumeration that is marked as extensible gets a value",
      editOutput("order.get", "state", (state) => state.enum?.push("paused")),
    ],
    [
      "a field of an output is never null any more",
      editOutput("order.get", "payee_email", (email) => (email.type = "string")),
    ],
    [
      "more callers have access",
      editOperation("operator.money", (operation) => (operation.access = "user")),
    ],
    ["a code is added", ({ errors }) => (errors["too_early"] = { status: 425, action: "retry" })],
  ])("%s", (_title, edit) => {
    expect(linesAfter(edit)).toEqual([]);
  });
});
