// The control API without the simulators: for browsers and for tests of other packages.
export { createSandboxClient, type SandboxClient, SandboxError } from "./client.ts";
export { type ControlErrorCode, controlErrorStatus } from "./error-codes.ts";
export { controlPath, type Operation } from "./operation.ts";
export { operations, type Operations } from "./operations/index.ts";
export type { WireEntry } from "./operations/wire.ts";
