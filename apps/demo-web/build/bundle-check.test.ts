import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  type BundleFile,
  bundleCheck,
  initialGzipLimit,
  inspectBundle,
  reportLine,
} from "./bundle-check.ts";

const chunkWith = (ids: readonly string[], code = ""): BundleFile => ({
  type: "chunk",
  code,
  modules: Object.fromEntries(ids.map((id) => [id, { renderedLength: 100 }])),
});

describe("inspectBundle", () => {
  test.each([
    "/repo/node_modules/.pnpm/zod@4.0.0/node_modules/zod/v4/core/parse.js",
    "/repo/node_modules/hono/dist/index.js",
    "/repo/node_modules/@hono/node-server/dist/index.mjs",
    "/repo/node_modules/kysely/dist/esm/index.js",
    "/repo/node_modules/pg/lib/index.js",
    "/repo/node_modules/undici/index.js",
    "/repo/node_modules/@paypal/checkout-server-sdk/lib/core.js",
    "/repo/packages/contract/src/schemas.ts",
    "/repo/packages/contract/src/procedures.ts",
    "/repo/packages/contract/src/index.ts",
    "/repo/packages/contract/dist/index.js",
    "/repo/apps/billing-server/src/main.ts",
    "/repo/apps/demo-web/src/desk/desk-page.tsx",
    "/repo/packages/sandbox/src/control/client.ts",
    "/repo/tools/scenarios/src/index.ts",
    "C:\\repo\\apps\\billing-server\\src\\main.ts",
  ])("rejects %s", (id) => {
    const report = inspectBundle({
      "a.js": chunkWith(["/repo/src/main.tsx"]),
      "b.js": chunkWith([id]),
    });
    expect(report.forbidden).toEqual([id.replaceAll("\\", "/")]);
  });

  test.each([
    "/repo/apps/demo-web/src/main.tsx",
    "/repo/packages/contract/src/rules.ts",
    "/repo/packages/contract/src/price.ts",
    "/repo/packages/client/src/index.ts",
    "/repo/node_modules/zodiac/index.js",
    "/repo/node_modules/pg-format/index.js",
  ])("accepts %s", (id) => {
    expect(inspectBundle({ "a.js": chunkWith([id]) }).forbidden).toEqual([]);
  });

  test("distinguishes what a visit loads at its start, with all imports, from the rest", () => {
    const report = inspectBundle({
      "entry.js": { ...chunkWith([], "é"), isEntry: true, imports: ["shared.js", "external"] },
      "shared.js": { ...chunkWith([], "abc"), imports: ["deep.js", "entry.js"] },
      "deep.js": chunkWith([], "deep"),
      "lazy.js": { ...chunkWith([], "later"), imports: ["shared.js"] },
      "style.css": { type: "asset" },
    });
    const gzip = (text: string) => gzipSync(text).byteLength;
    expect(report.initial).toEqual({
      rawBytes: 9,
      gzipBytes: gzip("é") + gzip("abc") + gzip("deep"),
    });
    expect(report.later).toEqual({ rawBytes: 5, gzipBytes: gzip("later") });
  });

  test("accepts PayPal's components in a later chunk only", () => {
    const id = "/repo/node_modules/.pnpm/x/node_modules/@paypal/react-paypal-js/dist/v6/esm/a.js";
    const entry = { ...chunkWith(["/repo/src/main.tsx"]), isEntry: true };
    expect(inspectBundle({ "a.js": entry, "b.js": chunkWith([id]) }).forbidden).toEqual([]);
    const early = inspectBundle({
      "a.js": { ...entry, imports: ["b.js"] },
      "b.js": chunkWith([id]),
    });
    expect(early.forbidden).toEqual([id]);
  });

  test("lists the @trpc/server files that @trpc/client imports", () => {
    const id = "/repo/node_modules/.pnpm/x/node_modules/@trpc/server/dist/observable/index.mjs";
    const report = inspectBundle({ "a.js": chunkWith([id]), "b.js": chunkWith([id]) });
    expect(report.trpcRuntime).toEqual({ "observable/index.mjs": 200 });
    expect(report.forbidden).toEqual([]);
  });
});

test("reportLine has sizes in thousands of bytes, on one line", () => {
  const report = {
    forbidden: [],
    initial: { rawBytes: 12_345, gzipBytes: 6_789 },
    later: { rawBytes: 2_000, gzipBytes: 1_000 },
    trpcRuntime: { a: 1_500 },
  };
  expect(reportLine(report)).toBe(
    "JavaScript 12.3 kB (gzip 6.8 kB) at the start, 2.0 kB (gzip 1.0 kB) later; of @trpc/server " +
      "only 1 runtime files (1.5 kB before minifying)",
  );
});

describe("bundleCheck", () => {
  const generate = (bundle: Record<string, BundleFile>) => {
    const said: string[] = [];
    const context = {
      info: (line: string) => said.push(line),
      error: (line: string) => {
        throw new Error(line);
      },
    };
    const hook = bundleCheck().generateBundle as unknown as (
      this: typeof context,
      options: unknown,
      bundle: Record<string, BundleFile>,
    ) => void;
    hook.call(context, {}, bundle);
    return said;
  };

  test("fails the build and names the module", () => {
    const id = "/repo/node_modules/zod/index.js";
    expect(() => generate({ "a.js": chunkWith([id]) })).toThrow(id);
  });

  test("fails the build if a visit loads too much at its start, however large the rest is", () => {
    const code = randomBytes(initialGzipLimit).toString("base64");
    const entry = { ...chunkWith([], "x"), isEntry: true };
    const lazy = generate({ "a.js": entry, "b.js": chunkWith([], code) });
    expect(lazy).toEqual([expect.stringMatching(/^JavaScript 0\.0 kB .* at the start, 17\d/)]);
    expect(() => generate({ "a.js": { ...entry, code } })).toThrow("at most 130.0 kB gzip");
  });
});
