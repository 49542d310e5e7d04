// `npm run api`: builds the reviewed packages and writes their public types to `api`, to review the difference.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { describePublicTypes, reviewedFile, reviewedPackages } from "./public-types.ts";
import { root } from "./releases.ts";

const filters = reviewedPackages.map((name) => `--filter=./packages/${name}`);
// The launcher's PATH begins with the repository's programs.
const { status } = spawnSync("turbo", ["run", "build", "--output-logs=new-only", ...filters], {
  cwd: root,
  stdio: "inherit",
});
if (status === 0) {
  for (const name of reviewedPackages) writeFileSync(reviewedFile(name), describePublicTypes(name));
}
process.exitCode = status ?? 1;
