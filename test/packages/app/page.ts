// What a page loads: the client alone.
import { createBillingClient } from "@onekonsole/billing-client";

Object.assign(globalThis, { billing: createBillingClient({ url: "https://billing.example.org" }) });
