#!/usr/bin/env node
import { runOnSupportedNode } from "./supported-node.ts";

runOnSupportedNode("billing", () => import("./run-command.ts"));
