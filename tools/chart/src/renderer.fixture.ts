import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { chartFolder } from "./chart.ts";
import { hasHelm, helmTemplate, type Rendered } from "./helm-template.ts";

/** Renders the chart with these values files; later files override earlier ones. */
type Render = (valuesFiles: readonly string[]) => Rendered;

/** A renderer with a temporary folder for values files. */
export interface Renderer extends Disposable {
  readonly render: Render;
  /** Writes a values file. */
  write(values: object): string;
}

/** helm, or a substitute built with Go and Debian's libraries; `null` if neither is available. */
export function findRenderer(): Renderer | null {
  const folder = mkdtempSync(join(tmpdir(), "render-"));
  const dispose = () => rmSync(folder, { recursive: true });
  const render = hasHelm() ? helmTemplate : buildSubstitute(folder);
  if (!render) {
    dispose();
    return null;
  }
  const write = (values: object): string => {
    const file = join(mkdtempSync(join(folder, "values-")), "values.yaml");
    writeFileSync(file, stringify(values));
    return file;
  };
  return { render, write, [Symbol.dispose]: dispose };
}

const substituteSource = join(import.meta.dirname, "../../../../shared/tools/helm-render/main.go");
const debianLibraries = "/usr/share/gocode";

function buildSubstitute(folder: string): Render | null {
  const sprig = join(debianLibraries, "src/github.com/Masterminds/sprig");
  if (!existsSync(substituteSource) || !existsSync(sprig)) return null;
  // Debian packages the library without its major version in the path.
  mkdirSync(join(folder, "src/github.com/Masterminds/sprig"), { recursive: true });
  symlinkSync(sprig, join(folder, "src/github.com/Masterminds/sprig/v3"));
  const env = { ...process.env, GO111MODULE: "off", GOPATH: `${folder}:${debianLibraries}` };
  const program = join(folder, "helm-render");
  const built = spawnSync("go", ["build", "-o", program, substituteSource], { env });
  if (built.status !== 0) return null;
  return (valuesFiles) => {
    const args = [chartFolder, "web-billing", "web-billing", ...valuesFiles];
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
    return status === 0 ? { ok: true, manifests: stdout } : { ok: false, error: stderr };
  };
}
