import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const modulePath = join(import.meta.dirname, "write-by-turn.ts");

/** Runs this code with the output as `log`. */
const nodeArguments = (code: string): string[] => [
  "--import",
  "tsx",
  "--input-type=module",
  "--eval",
  `const { writeByTurn } = await import(${JSON.stringify(modulePath)});
   const log = writeByTurn((line) => {
     if (line.startsWith("broken")) throw new Error("cannot be cleaned");
     return line.replace("secret", "[redacted]");
   });
   ${code}`,
];

/** The output of a process that logs by this code. */
const outputOf = (code: string): string =>
  execFileSync(process.execPath, nodeArguments(code), {
    encoding: "utf8",
    cwd: import.meta.dirname,
  });

describe("the log's output", () => {
  test("has every line in order when the process exits at once", () => {
    expect(outputOf(`for (let i = 0; i < 3; i += 1) log.write(i + "\\n"); process.exit(0);`)).toBe(
      "0\n1\n2\n",
    );
  });

  test("has the lines of a turn before those that follow it", () => {
    const code = `log.write("first\\n");
      setImmediate(() => { process.stdout.write("between\\n"); log.write("last\\n"); });`;
    expect(outputOf(code)).toBe("first\nbetween\nlast\n");
  });

  test("has every line, however many a turn writes", () => {
    const lines = outputOf(`for (let i = 0; i < 5_000; i += 1) log.write("x".repeat(99) + "\\n");`);
    expect(lines.split("\n")).toHaveLength(5_001);
  });

  test("has each line cleaned once", () => {
    const code = `for (const line of ["secret\\n", "secret secret\\n", "x\\n"]) log.write(line);`;
    expect(outputOf(code)).toBe("[redacted]\n[redacted] secret\nx\n");
  });

  test("has the other lines of a turn if one cannot be cleaned", () => {
    const code = `for (const line of ["x\\n", "broken secret\\n", "y\\n"]) log.write(line);`;
    const [first, replaced, last] = outputOf(code).split("\n");
    expect([first, last]).toEqual(["x", "y"]);
    expect(JSON.parse(replaced ?? "")).toMatchObject({ msg: "a log line could not be cleaned" });
  });

  test("does not end the process when its reader has gone", () => {
    const code = `log.write("unread\\n"); setTimeout(() => console.error("alive"), 100);`;
    const shell = `"$0" "$@" | true`;
    const args = ["-c", shell, process.execPath, ...nodeArguments(code)];
    const { stderr, status } = spawnSync("sh", args, {
      encoding: "utf8",
      cwd: import.meta.dirname,
    });
    expect({ stderr, status }).toEqual({ stderr: "alive\n", status: 0 });
  });
});
