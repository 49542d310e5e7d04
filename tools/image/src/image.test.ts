import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assembleImage, serverFolder } from "./assemble-image.ts";
import { checkContent } from "./check-content.ts";
import { checkImage } from "./check-image.ts";
import type { CheckResult } from "./check-result.ts";
import { missingPrerequisite } from "./contained-process.ts";
import { appInImage, nodeInImage } from "./root-folder.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const build = join(root, serverFolder, "dist", "main.js");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "image-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const failed = (results: readonly CheckResult[]) => results.filter(({ ok }) => !ok);

describe.skipIf(!existsSync(build))("the image", () => {
  test("contains the build and its dependencies, and nothing else", async () => {
    await assembleImage(folder);
    expect(failed(await checkContent(folder))).toEqual([]);
    expect(readdirSync(folder).toSorted()).toEqual(["LICENSE", "apps"]);
    const server = readdirSync(join(folder, serverFolder)).toSorted();
    expect(server).toEqual(["dist", "node_modules", "package.json"]);
    const programs = readdirSync(join(folder, serverFolder, "dist"));
    expect(programs).toEqual(expect.arrayContaining(["main.js", "migrate.js"]));
  });

  test.skipIf(missingPrerequisite() !== undefined)(
    "serves as an unprivileged user in a read-only root, and stops cleanly as process 1",
    async () => {
      await using database = await createTestDatabase({ allowOpenConnections: true });
      const options = { folder: join(folder, "root"), databaseUrl: database.url };
      expect(failed(await checkImage(options))).toEqual([]);
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

test("the Dockerfile runs the checked programs, as the checked user", () => {
  const lines = readFileSync(join(root, "Dockerfile"), "utf8").split("\n");
  const expected = [
    "RUN --mount=type=cache,target=/cache HOME=/cache npm run image:content -- /image",
    `WORKDIR ${appInImage}`,
    "COPY --from=build --chown=0:0 /image .",
    "USER 65532:65532",
    `ENTRYPOINT ["${nodeInImage}"]`,
    `CMD ["${serverFolder}/dist/main.js"]`,
  ];
  expect(lines.filter((line) => expected.includes(line))).toEqual(expected);
});
