// A service that follows the event feed and survives kill -9: it keeps the state of every order in a file.
//
//   npm run -s example -- follow-events FILE
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createBillingClient, followEvents, isBillingError } from "@onekonsole/billing-client";
import { billingUrl, credentials } from "./environment.ts";
import { serviceToken } from "./service-token.ts";

interface Known {
  /** The cursor of what is in `orders`; null before the first page. */
  readonly cursor: string | null;
  readonly orders: Readonly<Record<string, { readonly version: number; readonly state: string }>>;
}

const [file = "orders.json"] = process.argv.slice(2);
const billing = createBillingClient({
  url: billingUrl,
  token: serviceToken(credentials),
});

let known = read();
try {
  for await (const { events, cursor } of followEvents(billing, { after: known.cursor })) {
    const orders = { ...known.orders };
    for (const { order_id: id, version, state } of events) {
      // An event may arrive again, after a crash for example.
      if (version > (orders[id]?.version ?? 0)) orders[id] = { version, state };
    }
    known = { cursor, orders };
    write(known);
    console.log(`${events.length} events, ${Object.keys(orders).length} orders`);
  }
} catch (error) {
  if (!isBillingError(error, "events.watch")) throw error;
  // For cursor_expired, read the orders that changed meanwhile, then go on from `error.cursor`.
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}

function read(): Known {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Known;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { cursor: null, orders: {} };
    throw error;
  }
}

/** The effect and the cursor change together, or not at all; with a database, in one transaction. */
function write(next: Known): void {
  writeFileSync(`${file}.new`, JSON.stringify(next));
  renameSync(`${file}.new`, file);
}
