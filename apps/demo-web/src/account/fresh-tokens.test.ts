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
  test("is requested once and used until the last fifth of its lifetime", async () => {
    expect(await readToken("jonas")).toBe("jonas-1");
    now += 239_000;
    expect(await readToken("jonas")).toBe("jonas-1");
    now += 1_000;
    expect(await readToken("jonas")).toBe("jonas-2");
    expect(await readToken("jonas")).toBe("jonas-2");
  });

  test("is requested once for concurrent callers", async () => {
    const tokens = await Promise.all([readToken("jonas"), readToken("jonas"), readToken("jonas")]);
    expect(tokens).toEqual(["jonas-1", "jonas-1", "jonas-1"]);
  });

  test("is requested for each user separately", async () => {
    expect(await Promise.all([readToken("jonas"), readToken("zoe")])).toEqual(["jonas-1", "zoe-2"]);
    expect(await readToken("jonas")).toBe("jonas-1");
  });

  test("is used while a new one cannot be requested, until it expires", async () => {
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
