import { runOnSupportedNode } from "./lib/supported-node.ts";

runOnSupportedNode(
  "The migration of billing-server",
  () => import("./composition/run-migration.ts"),
);
