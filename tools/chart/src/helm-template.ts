import { spawnSync } from "node:child_process";
import { chartFolder } from "./chart.ts";

/** The rendered manifests, or helm's error about the values. */
export type Rendered =
  | { readonly ok: true; readonly manifests: string }
  | { readonly ok: false; readonly error: string };

/** Whether helm is on the PATH. */
export const hasHelm = (): boolean => spawnSync("helm", ["version"]).status === 0;

/** Renders the chart with helm, as release `web-billing` in namespace `web-billing`. */
export function helmTemplate(valuesFiles: readonly string[]): Rendered {
  const values = valuesFiles.flatMap((file) => ["--values", file]);
  const release = ["template", "web-billing", chartFolder, "--namespace", "web-billing"];
  const { status, stdout, stderr } = spawnSync("helm", [...release, ...values], {
    encoding: "utf8",
  });
  return status === 0 ? { ok: true, manifests: stdout } : { ok: false, error: stderr };
}
