import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sharedPayPalFacts } from "../testing/shared-facts.ts";
import { parseIssue } from "./parse-issue.ts";
import { parsePayPalOrder } from "./parse-order.ts";
import { parseToken } from "./parse-token.ts";

interface Example {
  readonly id: string;
  readonly operation?: string;
  readonly response?: { readonly status: number; readonly body?: unknown };
}

const folder = sharedPayPalFacts("examples");

const examples: Example[] = (folder ? readdirSync(folder) : [])
  .map((file) => JSON.parse(readFileSync(join(folder ?? "", file), "utf8")) as Example)
  .filter(({ response }) => response !== undefined);

const exampleStatus = ({ response }: Example) => response?.status ?? 0;

describe.skipIf(folder === null)("PayPal's own examples", () => {
  const orders = examples.filter(({ id }) => id.startsWith("orders."));

  test("every order in a 2xx response is parsed, unless it contains none", () => {
    const withBody = orders.filter((it) => exampleStatus(it) < 300 && exampleStatus(it) !== 204);
    expect(withBody.length).toBeGreaterThan(20);
    const misread = withBody.filter(({ response }) => parsePayPalOrder(response?.body) === null);
    // This example, verbatim from the specification, has neither id nor status.
    expect(misread.map(({ id }) => id)).toEqual(["orders.create.spec_literal"]);
  });

  test("every amount in them is parsed", () => {
    const views = orders.map(({ id, response }) => ({
      id,
      order: parsePayPalOrder(response?.body),
    }));
    const unread = views.filter(
      ({ order }) =>
        (order?.currency && order.amount === null) ||
        (order?.capture && order.capture.amount === null),
    );
    expect(unread.map(({ id }) => id)).toEqual([]);
  });

  test("every error response has its issue code, unless it is a proxy's", () => {
    const failed = examples.filter((it) => exampleStatus(it) >= 400 && !it.id.endsWith(".html"));
    expect(failed.length).toBeGreaterThan(50);
    const issueless = failed.filter(({ response }) => parseIssue(response?.body).issue === "");
    expect(issueless.map(({ id }) => id)).toEqual([]);
  });

  test("a token is parsed", () => {
    const granted = examples.find(({ id }) => id === "oauth.token.ok");
    expect(parseToken(granted?.response?.body)).toMatchObject({ value: expect.any(String) });
  });
});
