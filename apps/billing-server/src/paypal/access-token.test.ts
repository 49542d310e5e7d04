import { describe, expect, test, vi } from "vitest";
import { createAccessToken, type GrantedToken } from "./access-token.ts";

/** Tokens T1, T2, … of this lifetime, on a clock that the test sets. */
function tokens(lifetimeMs: number) {
  const clock = { ms: 1_000_000 };
  let granted = 0;
  const grant = vi.fn<() => Promise<GrantedToken>>(async () => {
    granted += 1;
    return { value: `T${granted}`, lifetimeMs };
  });
  return { clock, grant, token: createAccessToken(grant, () => clock.ms) };
}

const nineHours = 32_400_000;

// The early renewal runs in the background; one turn of the event loop completes it.
const background = () => new Promise((resolve) => setImmediate(resolve));

describe("the access token", () => {
  test("is granted once for concurrent callers", async () => {
    const { token, grant } = tokens(nineHours);
    const values = await Promise.all(Array.from({ length: 200 }, () => token.obtain()));
    expect(new Set(values)).toEqual(new Set(["T1"]));
    expect(grant).toHaveBeenCalledTimes(1);
  });

  test("is cached until shortly before it expires", async () => {
    const { token, clock, grant } = tokens(nineHours);
    await token.obtain();
    clock.ms += nineHours - 121_000;
    expect(await token.obtain()).toBe("T1");
    await background();
    expect(grant).toHaveBeenCalledTimes(1);
  });

  test("is renewed in the background before it expires, without delaying a caller", async () => {
    const { token, clock, grant } = tokens(nineHours);
    await token.obtain();
    clock.ms += nineHours - 119_000;
    const renewal = Promise.withResolvers<GrantedToken>();
    grant.mockReturnValueOnce(renewal.promise);
    const values = await Promise.all(Array.from({ length: 50 }, () => token.obtain()));
    expect(new Set(values)).toEqual(new Set(["T1"]));
    expect(grant).toHaveBeenCalledTimes(2);
    renewal.resolve({ value: "renewed", lifetimeMs: nineHours });
    await background();
    expect(await token.obtain()).toBe("renewed");
  });

  test("stays valid until its expiry if a renewal fails", async () => {
    const { token, clock, grant } = tokens(nineHours);
    await token.obtain();
    clock.ms += nineHours - 60_000;
    grant.mockRejectedValueOnce(new Error("no token today"));
    expect(await token.obtain()).toBe("T1");
    await background();
    // PayPal limits the rate of token requests, so the next one waits.
    for (const pauseMs of [0, 4_999]) {
      clock.ms += pauseMs;
      expect(await token.obtain()).toBe("T1");
      await background();
      expect(grant).toHaveBeenCalledTimes(2);
    }
    clock.ms += 1;
    expect(await token.obtain()).toBe("T1");
    await background();
    expect(await token.obtain()).toBe("T2");
  });

  test("is not used after it has expired", async () => {
    const { token, clock } = tokens(nineHours);
    await token.obtain();
    clock.ms += nineHours;
    expect(await token.obtain()).toBe("T2");
  });

  test("is used for most of a short lifetime", async () => {
    const { token, clock, grant } = tokens(10_000);
    await token.obtain();
    clock.ms += 8_900;
    expect(await token.obtain()).toBe("T1");
    await background();
    expect(grant).toHaveBeenCalledTimes(1);
  });

  test("is requested again after a grant that failed for all waiting callers", async () => {
    const { token, grant } = tokens(nineHours);
    grant.mockRejectedValueOnce(new Error("no token today"));
    const outcomes = await Promise.allSettled([token.obtain(), token.obtain()]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await token.obtain()).toBe("T1");
    expect(grant).toHaveBeenCalledTimes(2);
  });

  test("is discarded when PayPal rejects it, unless a newer one has replaced it", async () => {
    const { token } = tokens(nineHours);
    const first = await token.obtain();
    token.discard(first);
    expect(await token.obtain()).toBe("T2");
    token.discard(first);
    expect(await token.obtain()).toBe("T2");
  });
});
