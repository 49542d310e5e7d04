import { procedures } from "@onekonsole/billing-contract/schemas";
import { expect, test } from "vitest";
import { queryReader } from "./read-query.ts";

const read = queryReader(procedures.order.list.input);

test.each<[string, object]>([
  ["", {}],
  ["limit=7&cluster_name=blue-lake", { limit: 7, cluster_name: "blue-lake" }],
  // Only a number that the contract declares is converted; a wrong one is left for the schema to reject.
  ["cluster_name=123", { cluster_name: "123" }],
  ["limit=many", { limit: "many" }],
  ["limit=", { limit: "" }],
  ["payment=Partly+refunded", { payment: "Partly refunded" }],
])("the input of ?%s is %o", (query, input) => {
  expect(read(query)).toEqual(input);
});

test.each([
  ["page=2", "page", "is not a known parameter"],
  ["__proto__=2", "__proto__", "is not a known parameter"],
  ["limit=1&limit=2", "limit", "occurs twice"],
])("rejects ?%s by name", (query, path, message) => {
  expect(() => read(query)).toThrow(expect.objectContaining({ fields: [{ path, message }] }));
});
