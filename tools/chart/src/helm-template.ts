import { spawnSync } from "node:child_process";
import { chartFolder } from "./chart.ts";

/** What became of the templates: the manifests, or what helm said against the values. */
export type Rendered =
  | { readonly ok: true; readonly manifests: string }
  | { readonly ok: false; readonly refusal: string };

/** Whether there is a helm on the PATH. */
export const hasHelm = (): boolean => spawnSync("helm", ["version"]).status === 0;

/** Renders the chart as the release `web-billing` in the namespace `web-billing`, with the helm on the PATH. */
export function helmTemplate(valuesFiles: readonly string[]): Rendered {
  const values = valuesFiles.flatMap((file) => ["--values", file]);
  const release = ["template", "web-billing", chartFolder, "--namespace", "web-billing"];
  const { status, stdout, stderr } = spawnSync("helm", [...release, ...values], {
    encoding: "utf8",
  });
  return status === 0 ? { ok: true, manifests: stdout } : { ok: false, refusal: stderr };
}
