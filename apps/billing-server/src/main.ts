import { runOnSupportedNode } from "./lib/supported-node.ts";

runOnSupportedNode("billing-server", () => import("./composition/run-server.ts"));
