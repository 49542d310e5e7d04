import type { OperatorStore } from "../../ports/operator-store.ts";

export interface OperatorDependencies {
  readonly operators: OperatorStore;
}
