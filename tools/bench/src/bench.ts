import type { BenchEnvironment } from "./environment.ts";
import type { Row } from "./report/row.ts";

/** `quick` shows that each benchmark works, and large differences; its figures vary more. */
export type Size = "quick" | "full";

/** One group of measurements. The programs that it started are stopped after it. */
export type Bench = (environment: BenchEnvironment, size: Size) => Promise<readonly Row[]>;
