import { describe, expect, test } from "vitest";
import { createScrubber } from "./scrub.ts";

// Beginning with what may stand there any number of times once it was put into JSON, and with what repeats.
const secrets = ['"quoted', "\\slashed", "/path", '\\"both', 'a\\b"c/d', "aaaaaaab", "\\\\\\"];
const scrub = createScrubber(secrets);

/** CPU time of this thread for one run, in microseconds: the least of several, as others disturb only upwards. */
function cost(line: string): number {
  const runs = Array.from({ length: 3 }, () => {
    const before = process.threadCpuUsage();
    scrub(line);
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  });
  return Math.min(...runs);
}

/** A line of JSON with so many characters of text, which is repeated between a start and an end. */
function lineOf({ start = "", repeated, end = "" }: Text, length: number): string {
  const count = Math.ceil(length / repeated.length);
  return `${JSON.stringify({ msg: start + repeated.repeat(count) + end })}\n`;
}

interface Text {
  readonly start?: string;
  readonly repeated: string;
  readonly end?: string;
}

// So long that a cost that grows with its square is seconds, beside which a coarse clock does not matter.
const length = 128 * 1024;
const coarsestClock = 40_000;

describe("the cost of a line grows with its length and no faster", () => {
  test.each<Text>([
    { repeated: "a" },
    { repeated: "eyJ" },
    { repeated: "eyJaaaaa" },
    { repeated: "eyJaaaaa " },
    { repeated: "eyJaaaaa." },
    { start: "eyJaaaaa", repeated: "." },
    { repeated: "Bearer " },
    { repeated: "bearer%20" },
    { repeated: "basic+" },
    { start: "bearer", repeated: " " },
    { start: "bearer", repeated: "%20" },
    { repeated: "bearer aaaaaaa!" },
    { start: "bearer ", repeated: "=" },
    { repeated: "://" },
    { repeated: "://a:" },
    { repeated: "@:" },
    { repeated: ":@" },
    { start: "://a:", repeated: "b" },
    { start: "://", repeated: "b" },
    { start: "://", repeated: ":" },
    { repeated: "https://a:b@c/" },
    { repeated: "secret" },
    { repeated: "token=" },
    { repeated: "password: " },
    { start: "token", repeated: "\\" },
    { start: "token", repeated: " " },
    { start: "token=", repeated: " " },
    { start: "token=", repeated: "\\" },
    { repeated: "api_key\\" },
    { repeated: "cookie:" },
    { start: "cookie:", repeated: "\n" },
    { repeated: "authorization\n" },
    { start: "authorization", repeated: "\\", end: "=" },
    { repeated: "\\" },
    { repeated: '"' },
    { repeated: '\\"' },
    { repeated: "/" },
    { repeated: "\\/" },
    { repeated: "a\\" },
    { repeated: "a\\b" },
    { start: "a", repeated: "\\", end: "c" },
    { repeated: "aaaaaaa\\" },
    { repeated: "%41" },
    { repeated: "0123456789abcdef" },
    { repeated: "é" },
    { repeated: "\u{1f600}" },
  ])("%j", (text) => {
    const single = cost(lineOf(text, length));
    const double = cost(lineOf(text, 2 * length));
    // Twice as much, where the square would be four times as much.
    expect(double).toBeLessThan(3 * single + coarsestClock);
  });
});
