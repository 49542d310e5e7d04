import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Arrows, folderImports } from "./imports.ts";

const root = join(import.meta.dirname, "../../..");

/** The page with the pictures that are drawn from code, each between two comments with its name. */
export const architectureFile: string = join(root, "docs", "architecture.md");

/** The page with both pictures drawn again. */
export function drawPictures(page: string): string {
  const drawn = replacePicture(page, "packages", packagePicture());
  return replacePicture(drawn, "layers", layerPicture());
}

function replacePicture(page: string, name: string, picture: string): string {
  const [opening, closing] = [`<!-- ${name}: drawn by \`npm run docs\` -->`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(opening), page.indexOf(closing)];
  if (start < 0 || end < start) throw new Error(`The page has no place for the picture ${name}.`);
  return `${page.slice(0, start)}${opening}\n\n\`\`\`mermaid\n${picture}\`\`\`\n\n${page.slice(end)}`;
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: object;
  readonly peerDependencies?: object;
}

/** Who needs what at run time, by the manifests; private tools and tests are left out. */
function packagePicture(): string {
  const manifests = globSync("{apps,packages}/*/package.json", { cwd: root }).toSorted();
  const arrows = new Map<string, Set<string>>();
  for (const file of manifests) {
    const manifest = JSON.parse(readFileSync(join(root, file), "utf8")) as Manifest;
    const needed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const own = needed.filter((name) => name.startsWith("@onekonsole/"));
    arrows.set(dirname(file), new Set(own.map(folderOf)));
  }
  const folders = [...arrows.keys()];
  const folder = (name: string) => folders.find((it) => it.endsWith(`/${name}`)) ?? name;
  return draw(new Map([...arrows].map(([from, to]) => [from, new Set([...to].map(folder))])));
}

const folderOf = (name: string): string => {
  const short = name.replace("@onekonsole/", "");
  return /-(?:server|cli)$/.test(short) ? short : short.replace("billing-", "");
};

const unimportant = new Set(["lib", "testing", "client", "sandbox", "embedded-postgres"]);
const core = new Set(["procedures", "workers"]);

/** The imports between the server's layers; folders that only `composition` imports share a box. */
function layerPicture(): string {
  const imports = folderImports(join(root, "apps", "billing-server", "src"));
  const importers = (folder: string) =>
    [...imports].filter(([from, to]) => from !== "testing" && to.has(folder)).map(([from]) => from);
  const isAdapter = (folder: string) =>
    !core.has(folder) &&
    imports.get(folder)?.has("ports") === true &&
    importers(folder).every((from) => from === "composition") &&
    importers(folder).length > 0 &&
    folder !== "http";
  const adapters = [...imports.keys()].filter(isAdapter).toSorted();
  const box = (folder: string): string => {
    if (core.has(folder)) return "procedures, workers";
    if (folder.endsWith(".ts")) return "main, migrate";
    return isAdapter(folder) ? adapters.join(", ") : folder;
  };
  const arrows = new Map<string, Set<string>>();
  for (const [from, targets] of imports) {
    if (unimportant.has(from)) continue;
    const to = arrows.get(box(from)) ?? new Set();
    for (const target of targets) {
      if (!unimportant.has(target) && box(target) !== box(from)) to.add(box(target));
    }
    arrows.set(box(from), to);
  }
  return draw(arrows);
}

/** A flowchart of the arrows; one that a path of others implies is left out. */
function draw(arrows: Arrows): string {
  const reaches = (from: string, to: string): boolean =>
    [...(arrows.get(from) ?? [])].some((next) => next === to || reaches(next, to));
  const boxes = [...new Set([...arrows].flatMap(([from, to]) => [from, ...to]))].toSorted();
  const id = (box: string) => `box${boxes.indexOf(box)}`;
  const names = boxes.map((box) => `  ${id(box)}["${box}"]\n`);
  const lines = boxes.flatMap((from) => {
    const targets = [...(arrows.get(from) ?? [])].toSorted();
    const direct = targets.filter((to) => !targets.some((via) => via !== to && reaches(via, to)));
    return direct.map((to) => `  ${id(from)} --> ${id(to)}\n`);
  });
  return `flowchart RL\n${names.join("")}${lines.join("")}`;
}
