import type { Breaker } from "../ports/breaker.ts";

/** A breaker that lets every call through, so that a test of many faults meets each of them. */
export const closedBreaker: Breaker = { run: (call) => call(), state: "closed", pauseMs: 0 };
