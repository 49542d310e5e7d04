import { join } from "node:path";
import type { Plugin, ProxyOptions, UserConfig } from "vite";

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

/** Vite's `define` for variables of `import.meta.env`; the values are JavaScript. */
export const defineEnvironment = (code: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(code).map(([name, value]) => [`import.meta.env.${name}`, value]),
  );

/** Forwards to this billing server what the demo web's own configuration forwards. */
export function forwardTo(billingUrl: string): Plugin {
  const retarget = (proxy: Readonly<Record<string, string | ProxyOptions>> = {}) =>
    Object.fromEntries(Object.keys(proxy).map((path) => [path, { target: billingUrl }]));
  return {
    name: "billing-forward",
    config: ({ server, preview }): UserConfig => ({
      server: { proxy: retarget(server?.proxy) },
      preview: { proxy: retarget(preview?.proxy) },
    }),
  };
}
