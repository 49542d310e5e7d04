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
  test("prints results apart from all else", async () => {
    const { stdout, stderr, terminal } = opened();
    terminal.print("result");
    terminal.note("by the way");
    expect(await text(stdout.end())).toBe("result\n");
    expect(await text(stderr.end())).toBe("by the way\n");
  });

  test("can ask only where somebody sits", () => {
    expect(opened(true).terminal.canAsk).toBe(true);
    expect(opened().terminal.canAsk).toBe(false);
  });

  test("asks beside the result, and has the line that was typed", async () => {
    const { stdin, stdout, stderr, terminal } = opened(true);
    const answer = terminal.ask("Sure? ");
    stdin.write(" yes \nno\n");
    expect(await answer).toBe("yes");
    expect([await text(stdout.end()), await text(stderr.end())]).toEqual(["", "Sure? "]);
  });

  test("has nothing at the end of the input", async () => {
    const { stdin, terminal } = opened(true);
    const answer = terminal.ask("Sure? ");
    stdin.end();
    expect(await answer).toBe("");
  });
});
