import type { ComponentType } from "react";
import type { PayPalButtonProps } from "./button-props.ts";
import { runScript } from "./run-script.ts";
import { payPalSettings } from "./settings.ts";

let loading: Promise<ComponentType<PayPalButtonProps>> | undefined;

/** Loads PayPal's button once for the page; undefined without a configured app. Rejects if anything is blocked. */
export function loadPayPalButton(): Promise<ComponentType<PayPalButtonProps>> | undefined {
  if (payPalSettings) loading ??= load(payPalSettings.sdkUrl);
  return loading;
}

async function load(sdkUrl: string | undefined): Promise<ComponentType<PayPalButtonProps>> {
  const [{ PayPalButton }] = await Promise.all([
    import("./paypal-button.tsx"),
    // PayPal's loader has no setting for another host, but uses an SDK that is there already.
    sdkUrl && runScript(sdkUrl),
  ]);
  return PayPalButton;
}
