import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { openTerminal } from "./terminal.ts";

function opened(isTTY?: boolean) {
  const stdin = Object.assign(new PassThrough(), isTTY === undefined ? {} : { isTTY });
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  return { stdin, stdout, stderr, terminal: openTerminal({ stdin, stdout, stderr }) };
}

describe("a terminal", () => {
  test("prints results to standard output and messages to standard error", async () => {
    const { stdout, stderr, terminal } = opened();
    terminal.print("result");
    terminal.note("message");
    expect(await text(stdout.end())).toBe("result\n");
    expect(await text(stderr.end())).toBe("message\n");
  });

  test("is interactive only if the input is a TTY", () => {
    expect(opened(true).terminal.isInteractive).toBe(true);
    expect(opened().terminal.isInteractive).toBe(false);
  });

  test("prompts on standard error and returns the line typed", async () => {
    const { stdin, stdout, stderr, terminal } = opened(true);
    const answer = terminal.prompt("Sure? ");
    stdin.write(" yes \nno\n");
    expect(await answer).toBe("yes");
    expect([await text(stdout.end()), await text(stderr.end())]).toEqual(["", "Sure? "]);
  });

  test("returns an empty answer at the end of the input", async () => {
    const { stdin, terminal } = opened(true);
    const answer = terminal.prompt("Sure? ");
    stdin.end();
    expect(await answer).toBe("");
  });
});
