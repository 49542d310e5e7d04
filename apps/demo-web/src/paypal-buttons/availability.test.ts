import { INSTANCE_LOADING_STATE } from "@paypal/react-paypal-js/sdk-v6";
import { expect, test } from "vitest";
import { findAvailability, type SdkState } from "./availability.ts";

const eligible = (isEligible: boolean) => ({ isEligible: () => isEligible });
const ready: SdkState = {
  loadingStatus: INSTANCE_LOADING_STATE.RESOLVED,
  error: null,
  methods: eligible(true),
  isElementDefined: true,
};

test.each<[string, Partial<SdkState>, string]>([
  ["ready", {}, "usable"],
  ["loading", { loadingStatus: INSTANCE_LOADING_STATE.PENDING }, "pending"],
  ["without an eligibility result", { methods: null }, "pending"],
  ["without its element", { isElementDefined: false }, "pending"],
  ["blocked", { loadingStatus: INSTANCE_LOADING_STATE.REJECTED }, "unusable"],
  ["not for this payer or currency", { methods: eligible(false) }, "unusable"],
  ["failed after it was ready", { error: new Error("No session") }, "unusable"],
])("a button that is %s", (_, changes, availability) => {
  expect(findAvailability({ ...ready, ...changes })).toBe(availability);
});
