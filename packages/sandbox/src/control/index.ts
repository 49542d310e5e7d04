// The control API without the simulators: for browsers and for tests of other packages.
export { createSandboxClient, type OutputOf, type SandboxClient, SandboxError } from "./client.ts";
export { type ControlCall, performCall, toHttp } from "./control-call.ts";
export type { HttpCall } from "./http-call.ts";
export { describeConditions } from "./describe-conditions.ts";
export { type ControlErrorCode, controlErrorStatus } from "./error-codes.ts";
export { controlPath, type Operation } from "./operation.ts";
export { operations, type Operations } from "./operations/index.ts";
export type { Conditions } from "./operations/conditions.ts";
export type { WireEntry } from "./operations/wire.ts";
export { orderActions } from "./order-actions/index.ts";
export {
  type OrderAction,
  type OrderActor,
  orderActors,
  type OrderSituation,
} from "./order-actions/order-action.ts";
