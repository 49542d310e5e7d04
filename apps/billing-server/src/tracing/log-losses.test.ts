import { ExportResultCode } from "@opentelemetry/core";
import { expect, test, vi } from "vitest";
import { logLosses } from "./log-losses.ts";

test("failures are logged when they start and end, and each batch is reported to its sender", () => {
  const log = { info: vi.fn(), warn: vi.fn() };
  const error = new Error("refused");
  const { SUCCESS, FAILED } = ExportResultCode;
  const codes = [SUCCESS, FAILED, FAILED, SUCCESS, SUCCESS, FAILED];
  const results = codes.map((code) => ({ code, error }));
  const exporter = logLosses(
    {
      export: (_, done) => {
        const result = results.shift();
        if (result) done(result);
      },
      shutdown: async () => undefined,
    },
    log,
  );
  const heard: ExportResultCode[] = [];
  for (const _ of codes) exporter.export([], ({ code }) => void heard.push(code));
  expect(heard).toEqual(codes);
  expect(log.warn.mock.calls).toEqual([
    [{ cause: "Error: refused" }, "trace export failing"],
    [{ cause: "Error: refused" }, "trace export failing"],
  ]);
  expect(log.info.mock.calls).toEqual([[{}, "trace export restored"]]);
});
