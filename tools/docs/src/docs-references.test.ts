import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
const fileNames = new Set(files.map((file) => basename(file)));
const pages = files.filter((file) => file.endsWith(".md") && existsSync(join(root, file)));

const findAll = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

/** Code spans and the lines of fenced blocks. */
function findCode(page: string): string[] {
  const text = read(page);
  const blocks = findAll(text, /^```\w*\n(.*?)^```/gms);
  const prose = text.replaceAll(/^```.*?^```/gms, "");
  return [...findAll(prose, /`([^`]+)`/g), ...blocks.flatMap((block) => block.split("\n"))];
}

const fileExtension = /\.(?:ts|tsx|mts|mjs|js|json|md|yaml|yml|sql|tpl)$/;
// Created by a build, by a run or by the reader.
const generated = /^(?:\.|.*\bdist\/|node_modules\/|my-values|before\.yaml)/;

/** The folders that a page's paths may be relative to; a page names its own with "below `folder`". */
const findBases = (page: string): string[] => [
  ".",
  dirname(page),
  "apps/billing-server/src",
  ...findAll(read(page), /below\s+`([\w./-]+)`/g),
];

/** Whether a word of code is a path in the repository: by its extension, or by its first folder. */
function isPath(word: string, bases: readonly string[]): boolean {
  if (!/^[\w.@-]+(?:\/[\w.@-]+)*\/?$/.test(word) || generated.test(word)) return false;
  if (fileExtension.test(word)) return true;
  const [folder = "", ...rest] = word.split("/");
  return rest.length > 0 && bases.some((base) => existsSync(join(root, base, folder)));
}

function findBrokenPaths(page: string): string[] {
  const bases = findBases(page);
  const words = findCode(page).flatMap((code) => code.split(/\s+/));
  return words
    .filter((word) => isPath(word, bases))
    .filter((path) => !bases.some((base) => existsSync(join(root, base, path))))
    .filter((path) => path.includes("/") || !fileNames.has(path));
}

function findBrokenLinks(page: string): string[] {
  const targets = findAll(read(page), /\]\(([^)\s#]+)[^)]*\)/g);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(join(root, dirname(page), target)));
}

/** The scripts of the root and of the page's own package. */
function findScripts(page: string): Set<string> {
  const manifests = ["package.json", join(dirname(page), "package.json")];
  const scripts = manifests
    .filter((file) => existsSync(join(root, file)))
    .map((file) => (JSON.parse(read(file)) as { scripts?: object }).scripts ?? {});
  return new Set(scripts.flatMap((it) => Object.keys(it)));
}

const commandFolder = "apps/billing-cli/src/commands";
const commandFiles = readdirSync(join(root, commandFolder)).filter(
  (file) => !file.endsWith(".test.ts"),
);
const commandNames = commandFiles
  .map((file) => basename(file, ".ts"))
  .filter((name) => !name.startsWith("create-"));
const commandSources = commandFiles.map((file) => read(join(commandFolder, file))).join("\n");
const commandOptions = new Set([...findAll(commandSources, /(--[a-z-]+)/g), "--help"]);

/** The faults of every `billing …` command line in a text. */
function findBrokenCommands(code: readonly string[]): string[] {
  return code.filter((line) => {
    const [, rest] = /^\s*(?:npm run -s )?billing (?:-- )?([a-z].*)$/.exec(line) ?? [];
    if (rest === undefined) return false;
    const [name = ""] = rest.split(/[\s.]/);
    const options = findAll(rest.replace(/#.*/, ""), /(?<=\s)(--[a-z-]+)/g);
    return !commandNames.includes(name) || options.some((option) => !commandOptions.has(option));
  });
}

describe.each(pages)("%s", (page) => {
  test("names paths that exist", () => {
    expect(findBrokenPaths(page)).toEqual([]);
  });

  test("links to files that exist", () => {
    expect(findBrokenLinks(page)).toEqual([]);
  });

  test("names scripts that exist", () => {
    const scripts = findScripts(page);
    const named = findAll(read(page), /npm run (?:-s )?([a-z][\w:-]*)/g);
    expect(named.filter((name) => !scripts.has(name))).toEqual([]);
  });

  test("names commands and options of the command line that exist", () => {
    expect(findBrokenCommands(findCode(page))).toEqual([]);
  });
});

test("alert summaries name commands that exist", () => {
  const rules = read("helm/web-billing/templates/prometheusrule.yaml");
  const commands = findAll(rules, /Run (billing [^`"\n{]+?)[. ]*(?:\{|[`"\n])/g);
  expect(commands.length).toBeGreaterThan(5);
  expect(findBrokenCommands(commands)).toEqual([]);
});

test("the README of the command line lists every command", () => {
  const readme = read("apps/billing-cli/README.md");
  expect(commandNames.length).toBeGreaterThan(5);
  expect(commandNames.filter((name) => !readme.includes(`| \`${name}`))).toEqual([]);
});

describe("the checks", () => {
  test("find unknown commands and options", () => {
    const lines = ["billing pay ID", "billing show ID --loud", "billing orders --disputed"];
    expect(findBrokenCommands(lines)).toEqual(lines.slice(0, 2));
  });

  test("recognize paths by extension or folder", () => {
    const words = ["tols/gone.ts", "tools/gone", "text/plain", "dist/main.js", "docs/runbook.md"];
    const bases = ["."];
    expect(words.filter((word) => isPath(word, bases))).toEqual([
      "tols/gone.ts",
      "tools/gone",
      "docs/runbook.md",
    ]);
  });
});
