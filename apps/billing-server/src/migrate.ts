import { runOnSupportedNode } from "./supported-node.ts";

runOnSupportedNode("The migration of billing-server", () => import("./run-migration.ts"));
