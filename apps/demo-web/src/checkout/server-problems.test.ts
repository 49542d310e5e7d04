import { describe, expect, test } from "vitest";
import { problemsElsewhere, serverProblems } from "./server-problems.ts";

const fields = [
  { path: "order_details.cluster_name", message: "must be shorter" },
  { path: "order_details.cluster_name", message: "must be free" },
  { path: "currency", message: "must be an ISO 4217 code such as EUR" },
  { path: "return_url", message: "must be an http or https address" },
  { path: "", message: "must be a JSON object" },
];

describe("serverProblems", () => {
  test("are those of fields of the form", () => {
    expect(serverProblems({ code: "invalid_input", fields })).toEqual({
      clusterName: "invalid",
      currency: "invalid",
    });
  });

  test("distinguish a cluster name that another order has", () => {
    const failure = { code: "cluster_name_taken", fields: fields.slice(0, 1) } as const;
    expect(serverProblems(failure)).toEqual({ clusterName: "taken" });
  });
});

describe("problemsElsewhere", () => {
  test("returns the problems without a field", () => {
    expect(problemsElsewhere(fields)).toEqual([
      "return_url must be an http or https address.",
      "The request must be a JSON object.",
    ]);
  });
});
