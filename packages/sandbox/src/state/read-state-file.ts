import { readFileSync } from "node:fs";
import { type SandboxState, sandboxSchema, stateVersion } from "./sandbox-schema.ts";
import type { FileHeader, StateLine } from "./state-line.ts";
import { nest, type StateParts } from "./state-part.ts";
import { UnusableState } from "./unusable-state.ts";

/**
 * The state in a file; undefined if there is none. The last line may be incomplete, since the process that
 * wrote it may have been killed: no response has reported its change. Throws an `UnusableState` for any other
 * damage and for a file of another version.
 */
export function readStateFile(file: string, parts: StateParts): SandboxState | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const [first = "", ...lines] = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  checkHeader(file, first);
  const values = new Map<string, Map<string | null, unknown>>();
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    const parsed = parseLine(line);
    if (!parsed) throw damaged(file, `line ${index + 2} is not valid`);
    apply(values, parsed);
  }
  const state = stateFrom(values, parts);
  const checked = sandboxSchema.safeParse(state);
  // As it is in the file: the schema would change the order of the fields.
  if (checked.success) return state as SandboxState;
  const [issue] = checked.error.issues;
  throw damaged(file, `${issue?.path.join(".")}: ${issue?.message}`);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function checkHeader(file: string, line: string): void {
  const { format, version } = (parseJson(line) ?? {}) as Partial<FileHeader>;
  if (format !== "billing-sandbox") throw damaged(file, "the first line is not valid");
  if (version !== stateVersion)
    throw new UnusableState(
      `The state in ${file} has the version ${version}, and this sandbox reads ${stateVersion} only. ` +
        "Delete the file to start anew.",
    );
}

const damaged = (file: string, what: string): UnusableState =>
  new UnusableState(`The state in ${file} is damaged: ${what}. Delete the file to start anew.`);

function parseLine(line: string): StateLine | undefined {
  const parsed = parseJson(line);
  return Array.isArray(parsed) && typeof parsed[0] === "string"
    ? (parsed as unknown as StateLine)
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function apply(values: Map<string, Map<string | null, unknown>>, line: StateLine): void {
  const [path, key, value] = line;
  const part = values.get(path) ?? new Map<string | null, unknown>();
  values.set(path, part);
  if (line.length === 2) part.delete(key);
  else part.set(key, value);
}

function stateFrom(values: Map<string, Map<string | null, unknown>>, parts: StateParts): object {
  const fields = Object.entries(parts).map(([path, part]) => {
    const stored = values.get(path) ?? new Map<string | null, unknown>();
    return [path, "value" in part ? stored.get(null) : Object.fromEntries(stored)] as const;
  });
  return nest([["version", stateVersion], ...fields]);
}
