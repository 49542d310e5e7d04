import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { root } from "./releases.ts";

/** The packages whose public types are kept for review, by their folder in `packages`. */
export const reviewedPackages = ["client", "contract"] as const;

type ReviewedPackage = (typeof reviewedPackages)[number];

/** The file that has the public types of a package as they were reviewed last. */
export const reviewedFile = (name: ReviewedPackage): string => join(root, "api", `${name}.d.ts`);

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly types?: string }>>;
}

/**
 * The public types of a built package for review: the names that each entry exports, then all declarations that
 * they need, by name. The order of the build, and its distribution to files, are not part of it.
 */
export function describePublicTypes(name: ReviewedPackage): string {
  const folder = join(root, "packages", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const sources = new Map<string, string>();
  const entries = Object.entries(manifest.exports).flatMap(([entry, { types }]) => {
    if (types === undefined) return [];
    const names = exportedNames(readWithImports(join(folder, types), sources));
    return [`// ${join(manifest.name, entry)}\n${names.map((it) => `//   ${it}\n`).join("")}`];
  });
  const blocks = [...sources.values()].flatMap(declarations);
  const sorted = blocks.toSorted((one, other) => compareTexts(nameOf(one), nameOf(other)));
  const title = `// The public types of ${manifest.name}; \`npm run api\` writes them.\n`;
  return [title, ...entries, ...sorted].join("\n");
}

/** Reads a file of the build and the files of the build that it imports. Returns its own text. */
function readWithImports(file: string, sources: Map<string, string>): string {
  const known = sources.get(basename(file));
  if (known !== undefined) return known;
  const text = readFileSync(file, "utf8");
  sources.set(basename(file), text);
  for (const [, path = ""] of text.matchAll(/ from "(\.[^"]+)\.js";/g)) {
    readWithImports(join(dirname(file), `${path}.d.ts`), sources);
  }
  return text;
}

function exportedNames(text: string): readonly string[] {
  const declared = text.matchAll(/^export (?:declare )?(?:abstract )?\w+ ([\w$]+)/gm);
  const listed = text.matchAll(/^export (?:type )?\{ (.*) \}/gm);
  const names = [...listed].flatMap(([, list = ""]) =>
    list.split(", ").map((item) => item.split(" ").at(-1) ?? ""),
  );
  return [...[...declared].map(([, name = ""]) => name), ...names].toSorted(compareTexts);
}

/** The declarations of a file, each with its comment. */
function declarations(text: string): readonly string[] {
  const blocks: string[] = [];
  let isCommented = false;
  for (const line of text.split("\n")) {
    if (/^(?:import |export (?:type )?\{|\/\/)/.test(line)) continue;
    const starts = /^(?:\/\*\*|export |declare |interface |type )/.test(line) && !isCommented;
    if (starts) blocks.push("");
    if (line !== "")
      blocks.push(`${blocks.pop() ?? ""}${line.replace(/^export (?:declare )?|^declare /, "")}\n`);
    isCommented = /^(?:\/\*\*| \*)/.test(line);
  }
  return blocks;
}

const nameOf = (declaration: string): string =>
  /^(?:abstract )?(?:class|const|enum|function|interface|let|namespace|type) ([\w$]+)/m.exec(
    declaration,
  )?.[1] ?? "";

const compareTexts = (one: string, other: string): number => one.localeCompare(other, "en");
