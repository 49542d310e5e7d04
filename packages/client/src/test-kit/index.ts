/** The test kit: the billing service in memory, and the real one with simulated upstreams. */
export type { FaultCode } from "./fault-queue.ts";
export type { FaultDetails } from "./kit-fault.ts";
export type { KitOptions } from "./kit-settings.ts";
export { createTestBilling, type TestBilling } from "./create-test-billing.ts";
export { startBilling, type StartedBilling, type StartOptions } from "./start-billing.ts";
