import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentSchema } from "@onekonsole/billing-server/config/environment-schema";
import { expect, test } from "vitest";

const page = join(import.meta.dirname, "..", "..", "..", "docs", "configuration.md");

test("docs/configuration.md lists each variable of the server in the first column of a table", () => {
  const rows = readFileSync(page, "utf8").matchAll(/^\| (`[^|]+) \|/gm);
  const listed = [...rows].flatMap(([, cell = ""]) => cell.match(/(?<=`)\w+(?=`)/g) ?? []);
  const variables = Object.keys(environmentSchema.shape).filter((name) => name !== "NODE_ENV");
  const fromOpenTelemetry = "OTEL_EXPORTER_OTLP_HEADERS";
  expect(listed.toSorted()).toEqual([...variables, fromOpenTelemetry].toSorted());
});
