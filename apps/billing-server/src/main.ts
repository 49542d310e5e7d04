import { runOnSupportedNode } from "./supported-node.ts";

runOnSupportedNode("billing-server", () => import("./run-server.ts"));
