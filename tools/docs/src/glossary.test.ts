import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");

interface Term {
  readonly name: string;
  readonly rivals: readonly string[];
}

/** The terms of a glossary, with the words of its column "not". */
function parseTerms(page: string): readonly Term[] {
  const rows = [...page.matchAll(/^\| ([^|]+) \| [^|]+ \|([^|]*)\|$/gm)].slice(1);
  return rows.map(([, name = "", words = ""]) => ({
    name,
    rivals: words
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  }));
}

const foreign = ["LICENSE", "docs/licences.md", "pnpm-lock.yaml"];
// These may quote earlier terms.
const quoting = ["docs/glossary.md", "CHANGELOG.md", "docs/decisions"];

/** The lines that contain one of the words, as `file:line:text`. */
function findLines(words: readonly string[], excluded: readonly string[]): string[] {
  const patterns = words.flatMap((word) => ["-e", word]);
  const paths = [".", ...excluded.map((path) => `:!${path}`)];
  const args = ["grep", "--line-number", "-I", "-wiF", ...patterns, "--", ...paths];
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim().split("\n");
  } catch (error) {
    // git grep exits with 1 if it finds nothing.
    if ((error as { status?: number }).status === 1) return [];
    throw error;
  }
}

const terms = parseTerms(readFileSync(join(root, "docs/glossary.md"), "utf8"));

test("the glossary has terms in alphabetical order, each once", () => {
  const names = terms.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(20);
  expect(names).toEqual([...new Set(names)].toSorted((a, b) => a.localeCompare(b, "en")));
});

test("no text has another word for a term of the glossary: take the term, or correct the glossary", () => {
  const rivals = terms.flatMap((term) => term.rivals);
  expect(rivals.length).toBeGreaterThan(20);
  expect(findLines(rivals, [...foreign, ...quoting])).toEqual([]);
});

test("no text refers to a caller by a gendered pronoun, or to an unknown person", () => {
  // In pieces, so that the search does not find this line.
  const words = ["h|e", "h|im", "h|is", "h|imself", "some|body", "no|body", "who|ever", "who|m"];
  const joined = words.map((word) => word.replace("|", ""));
  expect(findLines(joined, foreign)).toEqual([]);
});

test("the search finds a word", () => {
  expect(findLines(["parseTerms"], [])).not.toEqual([]);
});
