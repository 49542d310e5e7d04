import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds the server and its dependencies unless the build is up to date. */
export function buildServer(): void {
  const args = ["run", "build", "--filter=@onekonsole/billing-server", "--output-logs=errors-only"];
  execFileSync("turbo", args, {
    cwd: join(import.meta.dirname, "..", "..", "..", ".."),
    stdio: "inherit",
  });
}
