import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Breaker } from "../ports/breaker.ts";
import { createCircuitBreaker } from "./circuit-breaker.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date", "performance"] }));
afterEach(() => vi.useRealTimers());

const ask = (breaker: Breaker, answer: "up" | "down") =>
  breaker.run(
    async () => answer,
    (outcome) => outcome === "down",
  );

async function opened(): Promise<Breaker> {
  const breaker = createCircuitBreaker();
  for (let failure = 0; failure < 10; failure += 1) await ask(breaker, "down");
  return breaker;
}

const rememberedMs = 5 * 60_000;

const never = () => {
  throw new Error("The call was made.");
};

describe("a circuit breaker", () => {
  test("opens after ten consecutive failures, and not before", async () => {
    const breaker = createCircuitBreaker();
    for (let failure = 0; failure < 9; failure += 1) await ask(breaker, "down");
    await ask(breaker, "up");
    for (let failure = 0; failure < 9; failure += 1) await ask(breaker, "down");
    expect(breaker.state).toBe("closed");
    expect(await ask(breaker, "down")).toBe("down");
    expect(breaker.state).toBe("open");
  });

  test("makes no call while it is open", async () => {
    const breaker = await opened();
    vi.advanceTimersByTime(breaker.pauseMs - 1);
    expect(await breaker.run(never, never)).toBe("open");
  });

  test("makes one trial call after its pause; other calls fail at once", async () => {
    const breaker = await opened();
    vi.advanceTimersByTime(breaker.pauseMs);
    const probe = Promise.withResolvers<"up">();
    const looking = breaker.run(
      () => probe.promise,
      () => false,
    );
    expect(breaker.state).toBe("half_open");
    expect(await breaker.run(never, never)).toBe("open");
    probe.resolve("up");
    expect(await looking).toBe("up");
  });

  test("closes after a success", async () => {
    const breaker = await opened();
    vi.advanceTimersByTime(breaker.pauseMs);
    await ask(breaker, "up");
    expect(breaker.state).toBe("closed");
    expect(await ask(breaker, "down")).toBe("down");
    expect(breaker.state).toBe("closed");
  });

  test("stays open for another pause after a failure", async () => {
    const breaker = await opened();
    vi.advanceTimersByTime(breaker.pauseMs);
    expect(await ask(breaker, "down")).toBe("down");
    expect(breaker.state).toBe("open");
    expect(await breaker.run(never, never)).toBe("open");
  });

  test("makes trial calls although the clock was set back by hours", async () => {
    const breaker = await opened();
    vi.advanceTimersByTime(2 * breaker.pauseMs);
    vi.setSystemTime(Date.now() - 3 * 3600_000);
    expect(await ask(breaker, "up")).toBe("open");
    expect(await ask(breaker, "up")).toBe("up");
    expect(breaker.state).toBe("closed");
  });

  test("counts as closed once its last failure is old, and makes one trial call", async () => {
    const breaker = await opened();
    vi.advanceTimersByTime(rememberedMs);
    expect(breaker.state).toBe("open");
    vi.advanceTimersByTime(1);
    expect(breaker.state).toBe("closed");
    expect(await ask(breaker, "down")).toBe("down");
    expect(breaker.state).toBe("open");
    expect(await breaker.run(never, never)).toBe("open");
  });

  test("passes an internal error on without counting it", async () => {
    const breaker = createCircuitBreaker();
    const fault = () => Promise.reject(new TypeError("a bug"));
    for (let call = 0; call < 20; call += 1)
      await expect(breaker.run(fault, () => false)).rejects.toThrow("a bug");
    expect(breaker.state).toBe("closed");
  });

  test("counts one upstream only", async () => {
    const [down, other] = [await opened(), createCircuitBreaker()];
    expect(down.state).toBe("open");
    expect(await ask(other, "up")).toBe("up");
  });
});
