import { controlPath } from "@onekonsole/billing-sandbox/control";
import { sandboxUrl } from "./clients.ts";
import { createWireStream } from "./wire-stream.ts";

/** The stream of the sandbox for this tab. */
export const wireStream = createWireStream(`${sandboxUrl}${controlPath}/wire/stream`);
