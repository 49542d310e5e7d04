import { trace } from "@opentelemetry/api";
import { afterEach, expect, test, vi } from "vitest";
import { answerJson, startFaultyServer } from "../testing/faulty-server.ts";
import { startTracing } from "./start-tracing.ts";

const log = { info: vi.fn(), warn: vi.fn() };
afterEach(() => vi.clearAllMocks());

const pass = async (): Promise<void> => undefined;

test("closing sends the remaining spans", async () => {
  await using collector = await startFaultyServer((_, response) => answerJson(response, 200, {}));
  const tracing = startTracing({ endpoint: `${collector.url}/otlp/`, log });
  await tracing.tracer.span({ name: "last words" }, pass);
  await tracing.close();
  expect(collector.received.map(({ url }) => url)).toEqual(["/otlp/v1/traces"]);
  expect(log.warn).not.toHaveBeenCalled();
  expect(trace.getActiveSpan()).toBeUndefined();
});

test("closing ends before the exporter's own timeout if a collector never responds", async () => {
  await using silent = await startFaultyServer(() => undefined);
  const tracing = startTracing({ endpoint: silent.url, log });
  await tracing.tracer.span({ name: "last words" }, pass);
  await tracing.close();
  expect(silent.received).toHaveLength(1);
  // It would have been logged when the exporter's timeout ended.
  expect(log.warn).not.toHaveBeenCalled();
});

test("a closed tracer accepts spans and exports none", async () => {
  await using collector = await startFaultyServer((_, response) => answerJson(response, 200, {}));
  const tracing = startTracing({ endpoint: collector.url, log });
  await tracing.close();
  expect(await tracing.tracer.span({ name: "late" }, async () => 7)).toBe(7);
  expect(collector.received).toEqual([]);
});
