import { join } from "node:path";
import type { Plugin, UserConfig } from "vite";

/** The demo web, served over HTTP. */
export interface Web extends AsyncDisposable {
  readonly url: string;
}

/** The parts of a sandbox that the page uses; without them it has one user, no desk and no PayPal buttons. */
export interface WebOptions {
  readonly issuerUrl?: string;
  /** The control API. */
  readonly sandboxUrl?: string;
  readonly payPal?: { readonly webSdkUrl: string; readonly clientId: string };
}

export const webFolder = join(import.meta.dirname, "..", "..", "..", "..", "apps", "demo-web");

/** The page's settings by their names in `import.meta.env`. */
export const webSettings = ({ issuerUrl = "", sandboxUrl = "", payPal }: WebOptions) => ({
  VITE_ISSUER_URL: issuerUrl,
  VITE_SANDBOX_URL: sandboxUrl,
  VITE_PAYPAL_CLIENT_ID: payPal?.clientId ?? "",
  VITE_PAYPAL_SDK_URL: payPal?.webSdkUrl ?? "",
});

/** Forwards to this billing server what the demo web's own configuration forwards. */
export function forwardTo(billingUrl: string): Plugin {
  return {
    name: "billing-forward",
    config: ({ preview }): UserConfig => {
      const paths = Object.keys(preview?.proxy ?? {});
      const proxy = Object.fromEntries(paths.map((path) => [path, { target: billingUrl }]));
      return { preview: { proxy } };
    },
  };
}
