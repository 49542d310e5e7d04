import { beforeEach, describe, expect, test } from "vitest";
import { freshTokens } from "./fresh-tokens.ts";
import type { IssuedToken } from "./issuer.ts";

let now: number;
let issued: number;
let fails: boolean;
let readToken: (userId: string) => Promise<string>;
beforeEach(() => {
  [now, issued, fails] = [1_000_000, 0, false];
  readToken = freshTokens(issue, () => now);
});

async function issue(userId: string): Promise<IssuedToken> {
  issued += 1;
  if (fails) throw new Error("The issuer is down.");
  return { token: `${userId}-${issued}`, expiresInSeconds: 300 };
}

describe("a user's token", () => {
  test("is asked for once and used until the last fifth of its life", async () => {
    expect(await readToken("jonas")).toBe("jonas-1");
    now += 239_000;
    expect(await readToken("jonas")).toBe("jonas-1");
    now += 1_000;
    expect(await readToken("jonas")).toBe("jonas-2");
    expect(await readToken("jonas")).toBe("jonas-2");
  });

  test("is asked for once by callers at the same time", async () => {
    const tokens = await Promise.all([readToken("jonas"), readToken("jonas"), readToken("jonas")]);
    expect(tokens).toEqual(["jonas-1", "jonas-1", "jonas-1"]);
  });

  test("is never another user's", async () => {
    expect(await Promise.all([readToken("jonas"), readToken("zoe")])).toEqual(["jonas-1", "zoe-2"]);
    expect(await readToken("jonas")).toBe("jonas-1");
  });

  test("stays in use while a new one can't be had, until it is over", async () => {
    await readToken("jonas");
    fails = true;
    now += 299_000;
    expect(await readToken("jonas")).toBe("jonas-1");
    now += 1_000;
    await expect(readToken("jonas")).rejects.toThrow("down");
    fails = false;
    expect(await readToken("jonas")).toBe("jonas-4");
  });
});
