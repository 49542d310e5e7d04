import { context, SpanStatusCode } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import { orderSpan } from "../ports/tracer.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { createTracer } from "./otel-tracer.ts";

const exporter = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
const tracer = createTracer(provider.getTracer("test"));

beforeAll(
  () => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()),
);
afterAll(() => context.disable());
beforeEach(() => exporter.reset());

const pass = async (): Promise<void> => undefined;
const traceParent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;

function finished(name: string): ReadableSpan {
  const span = exporter.getFinishedSpans().find((it) => it.name === name);
  if (!span) throw new Error(`There is no span ${name}.`);
  return span;
}
const traceId = (name: string) => finished(name).spanContext().traceId;
const parentSpanId = (name: string) => finished(name).parentSpanContext?.spanId;
const spanId = (name: string) => finished(name).spanContext().spanId;

describe("a span", () => {
  test("belongs below the running one, across anything awaited", async () => {
    await tracer.span({ name: "outer" }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      await tracer.span({ name: "inner" }, pass);
    });
    expect(parentSpanId("inner")).toBe(spanId("outer"));
    expect(parentSpanId("outer")).toBeUndefined();
  });

  test("returns what its work returns", async () => {
    expect(await tracer.span({ name: "work" }, async () => 7)).toBe(7);
  });

  test.each([
    [new BillingError("order_not_found"), "order_not_found"],
    [Object.assign(new Error("secret"), { code: "23505" }), "23505"],
    [new TypeError("secret"), "TypeError"],
    [null, "unknown"],
  ])("rethrows the error of its work, and records only its type: %s", async (thrown, word) => {
    const work = tracer.span({ name: "work" }, () => Promise.reject(thrown));
    await expect(work).rejects.toBe(thrown);
    const { status, attributes, events } = finished("work");
    expect(status).toEqual({ code: SpanStatusCode.ERROR });
    expect({ attributes, events }).toEqual({ attributes: { "error.type": word }, events: [] });
  });

  test("receives fields and a new name while it runs", async () => {
    await tracer.span({ name: "GET", fields: { a: 1, b: undefined } }, async (span) => {
      span.rename("GET /order");
      span.add({ order_id: "O1" });
      span.fail("503");
    });
    const { attributes } = finished("GET /order");
    expect(attributes).toEqual({ a: 1, order_id: "O1", "error.type": "503" });
  });
});

describe("a span with its own parent", () => {
  test("belongs below it, linked with the running span", async () => {
    await tracer.span({ name: "request", kind: "server" }, () =>
      tracer.span(orderSpan(sampleOrder({ traceParent }), "approve"), pass),
    );
    expect(traceId("approve")).toBe("a".repeat(32));
    expect(parentSpanId("approve")).toBe("b".repeat(16));
    expect(finished("approve").links).toMatchObject([{ context: { spanId: spanId("request") } }]);
    expect(traceId("request")).not.toBe("a".repeat(32));
  });

  test("in the running trace is a child of the running span", async () => {
    await tracer.span({ name: "job", kind: "consumer", traceParent }, () =>
      tracer.span({ name: "step", traceParent }, pass),
    );
    expect(parentSpanId("step")).toBe(spanId("job"));
    expect(finished("step").links).toEqual([]);
  });

  test.each([null, undefined, "", "nonsense", `00-${"0".repeat(32)}-${"b".repeat(16)}-01`])(
    "with an invalid parent, %j, belongs below the running span",
    async (unreadable) => {
      await tracer.span({ name: "outer" }, () =>
        tracer.span({ name: "inner", traceParent: unreadable }, pass),
      );
      expect(parentSpanId("inner")).toBe(spanId("outer"));
    },
  );

  test("of a trace that is not recorded is not recorded either, nor are its children", async () => {
    const unsampled = traceParent.replace(/01$/, "00");
    await tracer.span({ name: "request", kind: "server", traceParent: unsampled }, async () => {
      expect(tracer.traceParent()).toMatch(/^00-a{32}-[0-9a-f]{16}-00$/);
      await tracer.span({ name: "step" }, pass);
    });
    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});

test.each(["server", "consumer"] as const)(
  "a %s starts its own trace, whatever span runs",
  async (kind) => {
    await tracer.span({ name: "outer" }, () => tracer.span({ name: "begun", kind }, pass));
    expect(parentSpanId("begun")).toBeUndefined();
    expect(finished("begun").links).toEqual([]);
  },
);

describe("a client span", () => {
  const call = () => tracer.span({ name: "call", kind: "client" }, async () => "answer");

  test("is recorded within a trace", async () => {
    expect(await tracer.span({ name: "outer" }, call)).toBe("answer");
    expect(parentSpanId("call")).toBe(spanId("outer"));
  });

  test("is not recorded alone, nor after its trace has ended", async () => {
    expect(await call()).toBe("answer");
    let later: (() => Promise<string>) | undefined;
    await tracer.span({ name: "outer" }, async () => {
      const active = context.active();
      later = () => context.with(active, call);
    });
    expect(await later?.()).toBe("answer");
    expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(["outer"]);
  });
});

test("the running span has a name that another process can continue", async () => {
  expect(tracer.traceParent()).toBeNull();
  await tracer.span({ name: "work" }, async () => {
    const here = tracer.traceParent();
    await tracer.span({ name: "elsewhere", kind: "consumer", traceParent: here }, pass);
  });
  expect(parentSpanId("elsewhere")).toBe(spanId("work"));
});
