import type { ErrorAction } from "@onekonsole/billing-contract";

/** The caller's next step after an error, as a phrase. */
export const nextSteps: Readonly<Record<ErrorAction, string>> = {
  retry: "send the request again",
  stop: "do not send it again unchanged",
  ask: "contact support with the request id",
};
