/** The variables that select the trusted issuer and PayPal host. */
interface Addresses {
  readonly NODE_ENV?: string | undefined;
  readonly oidc_issuer?: string | undefined;
  readonly oidc_audience?: string | undefined;
  readonly oidc_jwks_url?: string | undefined;
  readonly paypal_base_url?: string | undefined;
  readonly paypal_environment?: "sandbox" | "live" | undefined;
}

type Fault = (variable: keyof Addresses, message: string) => void;

/** Reports inconsistent combinations and, in production, unencrypted URLs. */
export function checkAddresses(env: Addresses, fault: Fault): void {
  const { oidc_issuer: issuer, oidc_audience: audience, oidc_jwks_url: keys } = env;
  if (issuer && !audience) fault("oidc_audience", "is required beside oidc_issuer");
  if (!issuer && (audience || keys))
    fault("oidc_issuer", "is required beside oidc_audience and oidc_jwks_url");
  checkPayPalUrl(env, fault);
  if (env.NODE_ENV !== "production") return;
  // On an unencrypted connection an attacker could replace the issuer's keys or read PayPal's secret.
  for (const variable of ["oidc_issuer", "oidc_jwks_url", "paypal_base_url"] as const)
    if (isInClear(env[variable]) && !isInCluster(env[variable]))
      fault(variable, "must be https in production, or in the cluster");
}

/** Compares PayPal's own hosts with the environment; the host name of a proxy has no environment. */
function checkPayPalUrl({ paypal_base_url: url, paypal_environment }: Addresses, fault: Fault) {
  const host = hostName(url);
  if (!host.endsWith(".paypal.com")) return;
  const isLive = !host.endsWith(".sandbox.paypal.com");
  if (isLive === (paypal_environment === "live")) return;
  fault("paypal_base_url", `is ${isLive ? "live" : "sandbox"} PayPal's, unlike paypal_environment`);
}

// Parsed, because a scheme may be written in capitals.
const isInClear = (url = ""): boolean => URL.canParse(url) && new URL(url).protocol === "http:";

const isInCluster = (url: string | undefined): boolean =>
  /^(?:localhost|127\.0\.0\.1|.*\.svc(?:\.cluster\.local)?)$/.test(hostName(url));

const hostName = (url = ""): string => (URL.canParse(url) ? new URL(url).hostname : "");
