import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandLine, commandNames, environment, interactiveCommands } from "./commands.mjs";

const root = join(import.meta.dirname, "..", "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test("package.json has a script for every command, and no other", () => {
  const expected = commandNames.map((name) => [name, `node scripts/launch.mjs ${name}`]);
  expect(scripts).toEqual(Object.fromEntries(expected));
});

test("only commands that exist read from the terminal", () => {
  expect(commandNames).toEqual(expect.arrayContaining(interactiveCommands));
});

describe("commandLine", () => {
  test.each(commandNames)("runs an existing program for %s", (name) => {
    const [program, ...args] = commandLine(root, name, []);
    expect(program.startsWith(join(root, "node_modules", ".bin"))).toBe(true);
    const sources = args.filter((arg) => arg.endsWith(".ts"));
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  });

  test("appends the user's arguments", () => {
    expect(commandLine(root, "chaos", ["--seed", "7"]).slice(-2)).toEqual(["--seed", "7"]);
  });

  test("rejects an unknown command", () => {
    expect(() => commandLine(root, "deploy", [])).toThrow("There is no command deploy.");
  });
});

test("environment puts the repository's programs first and passes the launcher's id on", () => {
  const { PATH = "", LAUNCHER_PID } = environment("/repository", "/pnpm");
  expect(PATH.split(delimiter).slice(0, 2)).toEqual([
    join("/repository", "node_modules", ".bin"),
    "/pnpm",
  ]);
  expect(LAUNCHER_PID).toBe(String(process.pid));
});
