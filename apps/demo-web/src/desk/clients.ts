import { createSandboxClient } from "@onekonsole/billing-sandbox/control";
import { createWorld, type ScenarioWorld } from "@onekonsole/billing-scenarios";

/** The base URL of the sandbox's control API. */
export const sandboxUrl = import.meta.env.VITE_SANDBOX_URL ?? "http://127.0.0.1:8044";

export const control = createSandboxClient(sandboxUrl);

/** What the desk acts through. */
export const clients: ScenarioWorld = createWorld(
  import.meta.env.VITE_BILLING_URL ?? window.location.origin,
  control,
);
