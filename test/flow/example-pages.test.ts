import { join } from "node:path";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "..", "..", "examples");

/** The modules of a page, built as a reader builds it: on the built packages. */
async function buildPage(name: string): Promise<readonly string[]> {
  const output = (await build({
    root: join(folder, name),
    configFile: join(folder, "vite.config.ts"),
    build: { write: false },
    logLevel: "warn",
  })) as Rolldown.RolldownOutput;
  return output.output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
}

test("the page with React is built from the client's two entries", async () => {
  const modules = await buildPage("react-page");
  for (const part of ["client/dist/index.js", "client/dist/react.js", "/node_modules/react-dom/"])
    expect(modules.filter((id) => id.includes(part))).not.toEqual([]);
});

test("the page without a framework has no part of React, and neither page has zod", async () => {
  const modules = await buildPage("vite-page");
  expect(modules.filter((id) => id.includes("client/dist/"))).not.toEqual([]);
  const unwanted = /\/node_modules\/(?:react|react-dom|@tanstack|zod)\/|\/client\/dist\/react/;
  expect(modules.filter((id) => unwanted.test(id))).toEqual([]);
});
