import { describe, expect, test } from "vitest";
import { createScrubber } from "./scrub.ts";

// They begin with characters that JSON may repeat any number of times, or repeat themselves.
const secrets = ['"quoted', "\\slashed", "/path", '\\"both', 'a\\b"c/d', "aaaaaaab", "\\\\\\"];
const scrub = createScrubber(secrets);

/**
 * CPU time of this thread for one run, in microseconds: the minimum of several, since other work
 * only adds.
 */
function cost(line: string): number {
  const runs = Array.from({ length: 3 }, () => {
    const before = process.threadCpuUsage();
    scrub(line);
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  });
  return Math.min(...runs);
}

/** A line of JSON with this much text, which is repeated between a start and an end. */
function buildLine({ start = "", repeated, end = "" }: Text, length: number): string {
  const count = Math.ceil(length / repeated.length);
  return `${JSON.stringify({ msg: start + repeated.repeat(count) + end })}\n`;
}

interface Text {
  readonly start?: string;
  readonly repeated: string;
  readonly end?: string;
}

// Long enough for a quadratic cost to take seconds, so a coarse clock does not matter.
const length = 64 * 1024;
const coarsestClock = 40_000;

describe("the cost of a line is linear in its length", () => {
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
    const single = cost(buildLine(text, length));
    const double = cost(buildLine(text, 2 * length));
    // Twice the length; a quadratic cost would be four times as high.
    expect(double).toBeLessThan(3 * single + coarsestClock);
  });
});
