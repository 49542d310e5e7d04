import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const oxlint = join(root, "node_modules", ".bin", "oxlint");
const server = "apps/billing-server/src";

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "layer-rule-"));
  const configuration = readFileSync(join(root, ".oxlintrc.json"), "utf8");
  // The copy has no installed packages, which type-aware rules need.
  writeFileSync(join(copy, ".oxlintrc.json"), configuration.replace(`"typeAware": true,`, ""));
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

function write(file: string, source: string): void {
  mkdirSync(join(copy, dirname(file)), { recursive: true });
  writeFileSync(join(copy, file), source);
}

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly help?: string;
  readonly message: string;
}

function lint(rule: string): Promise<Diagnostic[]> {
  return new Promise((resolve, reject) => {
    // The exit code is 1 if there are diagnostics, which the tests expect.
    execFile(oxlint, ["--format", "json"], { cwd: copy }, (_error, stdout) => {
      try {
        const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
        resolve(diagnostics.filter(({ code }) => code.includes(rule)));
      } catch (cause) {
        reject(new Error(`oxlint printed: ${stdout}`, { cause }));
      }
    });
  });
}

const declareAPort = /Declare a port in ports\//;

type Forbidden = [file: string, from: string, remedy: RegExp];

const forbiddenInServer: Forbidden[] = [
  ["domain/order.ts", "../store/order-store.ts", declareAPort],
  ["domain/order.ts", "../procedures/router.ts", declareAPort],
  ["domain/order.ts", "pg", declareAPort],
  ["domain/lifecycle/table.ts", "../../ports/order-store.ts", declareAPort],
  ["domain/lifecycle/table.ts", "pg", declareAPort],
  ["domain/order.ts", "node:fs", declareAPort],
  ["procedures/create-order.ts", "../store/order-store.ts", declareAPort],
  ["procedures/create-order.ts", "../paypal/gateway.ts", declareAPort],
  ["procedures/create-order.ts", "../http/app.ts", declareAPort],
  ["workers/capture-order.ts", "../web-order/deliver.ts", declareAPort],
  ["workers/capture-order.ts", "../waiters/registry.ts", declareAPort],
  ["workers/capture-order.ts", "../procedures/router.ts", declareAPort],
  ["store/order-store.ts", "../paypal/gateway.ts", declareAPort],
  ["store/order-store.ts", "../workers/capture-order.ts", declareAPort],
  ["store/migrations/0001-orders.ts", "../../paypal/gateway.ts", declareAPort],
  ["paypal/gateway.ts", "../store/order-store.ts", declareAPort],
  ["web-order/deliver.ts", "../waiters/registry.ts", declareAPort],
  ["waiters/registry.ts", "../http/app.ts", declareAPort],
  ["http/app.ts", "../store/order-store.ts", declareAPort],
  ["http/app.ts", "../workers/capture-order.ts", declareAPort],
  ["http/app.ts", "../composition/start-billing.ts", declareAPort],
  ["store/order-store.ts", "../main.ts", declareAPort],
  ["a-new-folder/thing.ts", "../store/order-store.ts", declareAPort],
  ["domain/order.ts", "../ports/order-store.ts", declareAPort],
  ["ports/order-store.ts", "../store/order-store.ts", /Implement the port in an outer layer/],
  ["ports/order-store.ts", "pg", /Implement the port in an outer layer/],
  ["lib/single-flight.ts", "../domain/order.ts", /lib has no business rules/],
  ["composition/start-billing.ts", "../main.ts", /Move what both need into composition/],
  ["main.ts", "./store/order-store.ts", /Move the code there/],
];

const forbiddenElsewhere: Forbidden[] = [
  ["packages/contract/src/money.ts", "node:crypto", /Move the code to the package/],
  ["packages/contract/src/money.ts", "@onekonsole/billing-client", /Move the code/],
  ["packages/client/src/index.ts", "@onekonsole/billing-contract/schemas", /write `import type`/],
  ["packages/client/src/index.ts", "@onekonsole/billing-sandbox", /runs in browsers/],
  ["apps/demo-web/src/app.tsx", "zod", /zod must not be in the bundle/],
  ["apps/demo-web/src/app.tsx", "@onekonsole/billing-contract/schemas", /write `import type`/],
  ["apps/demo-web/src/app.tsx", "../../billing-server/src/main.ts", /billing-client only/],
  ["apps/demo-web/src/app.tsx", "@onekonsole/billing-client", /hooks of .*\/react/],
  ["apps/demo-web/src/order/panel.tsx", "../billing.ts", /use useBilling\(\)/],
  ["apps/demo-web/src/order/panel.tsx", "@onekonsole/billing-server", /billing-client only/],
  ["apps/billing-cli/src/run.ts", "../../billing-server/src/main.ts", /billing-client only/],
  ["apps/billing-cli/src/commands/show.ts", "@onekonsole/billing-sandbox", /billing-client only/],
];

const allowed: [file: string, statement: string][] = [
  [`${server}/domain/order.ts`, `import { a } from "./paypal-order.ts"`],
  [`${server}/domain/lifecycle/table.ts`, `import { a } from "../order.ts"`],
  [`${server}/domain/lifecycle/table.ts`, `import { a } from "./guards.ts"`],
  [`${server}/domain/order.ts`, `import { a } from "@onekonsole/billing-contract"`],
  [`${server}/procedures/router.ts`, `import { a } from "../domain/order.ts"`],
  [`${server}/store/order-store.ts`, `import { a } from "./migrations/0001-orders.ts"`],
  [`${server}/store/order-store.ts`, `import a from "pg"`],
  [`${server}/store/migrations/0001-orders.ts`, `import { a } from "../../domain/order.ts"`],
  [`${server}/store/migrations/0001-orders.ts`, `import { a } from "../schema.ts"`],
  [`${server}/http/app.ts`, `import { a } from "../procedures/router.ts"`],
  [`${server}/procedures/router.ts`, `import { a } from "../ports/order-store.ts"`],
  [`${server}/paypal/client.ts`, `import { a } from "../lib/single-flight.ts"`],
  [`${server}/ports/order-store.ts`, `import { a } from "../domain/order.ts"`],
  [`${server}/composition/start-billing.ts`, `import { a } from "../store/order-store.ts"`],
  [`${server}/main.ts`, `import { a } from "./composition/run-server.ts"`],
  [`${server}/http/app.test.ts`, `import { a } from "../store/order-store.ts"`],
  ["packages/client/src/index.ts", `import { a } from "@onekonsole/billing-contract"`],
  ["packages/client/src/index.ts", `import type { A } from "@onekonsole/billing-contract/schemas"`],
  ["apps/demo-web/src/app.tsx", `import { a } from "@onekonsole/billing-contract"`],
  ["apps/demo-web/src/app.tsx", `import type { A } from "@onekonsole/billing-contract/schemas"`],
  [`${server}/domain/order.ts`, `import { a } from "@onekonsole/billing-contract/schemas"`],
];

describe("the layer rule", () => {
  const inServer = forbiddenInServer.map(([file, ...rest]): Forbidden => [
    `${server}/${file}`,
    ...rest,
  ]);

  test.each([...inServer, ...forbiddenElsewhere])(
    "prevents %s from importing %s, and names the remedy",
    async (file, from, remedy) => {
      write(file, `import { a } from "${from}";\nexport const b = a;\n`);
      const [found, ...more] = await lint("no-restricted-imports");
      expect(`${found?.message} ${found?.help}`).toMatch(remedy);
      expect(more).toEqual([]);
    },
  );

  test("covers re-exports and dynamic imports", async () => {
    write(`${server}/procedures/all.ts`, `export * from "../store/order-store.ts";\n`);
    write(
      `${server}/workers/late.ts`,
      `export const late = () => import("../paypal/gateway.ts");\n`,
    );
    expect(await lint("no-restricted-imports")).toHaveLength(2);
  });

  test.each(allowed)("allows in %s: %s", async (file, statement) => {
    write(file, `${statement};\n`);
    expect(await lint("no-restricted-imports")).toEqual([]);
  });
});

/** Every source file of the repository's packages, tests included. */
function sourceFiles(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root });
  const files = listed.toString().split("\n");
  return files.filter((file) => /\.(ts|tsx|mjs)$/.test(file) && existsSync(join(root, file)));
}

/** The folder of a file's package; `.` for files at the root. */
function packageFolder(file: string): string {
  const folder = dirname(file);
  const isPackage = existsSync(join(root, folder, "package.json"));
  return isPackage || folder === "." ? folder : packageFolder(folder);
}

test("no relative import crosses the border of a package: import the package by its name", () => {
  const crossing = sourceFiles().flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    const imports = [...source.matchAll(/^(?:import .*|export .*|\} )from "(\.[^"]+)"/gm)];
    return (
      imports
        .map(([, to = ""]) => join(dirname(file), to))
        // An example belongs to no package: its reader copies it.
        .filter((to) => !to.startsWith("examples/") && packageFolder(to) !== packageFolder(file))
        .map((to) => `${file} imports ${to}`)
    );
  });
  expect(crossing).toEqual([]);
});

test("the server's root folder contains its two entry points alone", () => {
  const atRoot = sourceFiles().filter((file) => dirname(file) === server);
  expect(atRoot).toEqual([`${server}/main.ts`, `${server}/migrate.ts`]);
});

test.each([
  ["a value", `import { a } from "./one.ts"`],
  ["a type", `import type { a } from "./one.ts"`],
])("an import circle through %s is an error", async (_, statement) => {
  write(
    "packages/contract/src/one.ts",
    `import { b } from "./two.ts";\nexport const a = () => b;\n`,
  );
  write("packages/contract/src/two.ts", `${statement};\nexport const b = (): typeof a => a;\n`);
  const circles = await lint("no-cycle");
  expect(circles.length).toBeGreaterThan(0);
});
