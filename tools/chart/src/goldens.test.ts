import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { chartFingerprint, fingerprintFile, goldenNames, valuesFiles } from "./chart.ts";
import { type Manifest, parseManifests, readGolden } from "./manifest.ts";
import { findRenderer } from "./renderer.fixture.ts";

test("the goldens match the chart; helm/web-billing/README.md has the command that renders them", () => {
  expect(chartFingerprint()).toBe(readFileSync(fingerprintFile, "utf8").trim());
});

const renderer = findRenderer();
afterAll(() => renderer?.[Symbol.dispose]());

// Only Helm orders the objects, by installation order.
const byName = (manifests: readonly Manifest[]): Record<string, Manifest> =>
  Object.fromEntries(manifests.map((it) => [`${it.kind} ${it.metadata?.name}`, it]));

describe.skipIf(!renderer)("rendering the templates", () => {
  test.each(goldenNames)("produces the golden %s", (name) => {
    const rendered = renderer?.render(valuesFiles(name));
    if (!rendered?.ok) throw new Error(rendered?.error);
    expect(byName(parseManifests(rendered.manifests))).toEqual(byName(readGolden(name)));
  });

  test("uses another port, host and image everywhere", () => {
    const rendered = renderer?.render([
      renderer.write({
        service: { port: 9000 },
        ingress: { host: "pay.example.org", tlsSecretName: "pay-tls" },
        image: { digest: `sha256:${"0".repeat(64)}` },
      }),
    ]);
    if (!rendered?.ok) throw new Error(rendered?.error);
    expect(rendered.manifests).not.toMatch(/8030|emetral|:0\.1\.0/);
    expect(rendered.manifests.match(/pay\.example\.org/g)).toHaveLength(4);
  });

  test("formats settings as the service parses them", () => {
    const prices = {
      basic: 1_000_000,
      img_storage_price_unit: 0,
      monitoring_option: 1,
      monitoring_storage_price_unit: 2,
      alerting_option: 3,
    };
    const rendered = renderer?.render([
      renderer.write({
        config: {
          duplicate_window_seconds: 31_536_000,
          allowed_origins: ["https://a.example.org", "https://b.example.org"],
          price_book: { JPY: prices },
        },
      }),
    ]);
    if (!rendered?.ok) throw new Error(rendered?.error);
    const { manifests } = rendered;
    const setting = (name: string): string =>
      JSON.parse(manifests.match(`name: ${name}\n +value: (.+)`)?.[1] ?? "null") as string;
    expect(setting("duplicate_window_seconds")).toBe("31536000");
    expect(setting("allowed_origins")).toBe("https://a.example.org,https://b.example.org");
    expect(JSON.parse(setting("price_book"))).toEqual({ JPY: prices });
  });

  test.each<[string, object, string]>([
    [
      "autoscaling with maxReplicas below minReplicas",
      { autoscaling: { enabled: true, minReplicas: 4, maxReplicas: 3 } },
      "autoscaling.maxReplicas (3) is below autoscaling.minReplicas (4)",
    ],
    [
      "autoscaling without a CPU request",
      { autoscaling: { enabled: true }, resources: { requests: { cpu: null } } },
      "autoscaling.enabled needs resources.requests.cpu",
    ],
    [
      "a disruption budget that allows no disruption",
      { replicaCount: 1 },
      "podDisruptionBudget.minAvailable (1) must be below the number of pods (1)",
    ],
    [
      "a disruption budget that allows no disruption at minReplicas",
      { autoscaling: { enabled: true, minReplicas: 2 }, podDisruptionBudget: { minAvailable: 2 } },
      "podDisruptionBudget.minAvailable (2) must be below the number of pods (2)",
    ],
    [
      "a grace period shorter than a graceful shutdown",
      { preStopPauseSeconds: 30 },
      "terminationGracePeriodSeconds (60) must be 70 or more",
    ],
    ["no authentication", { ingress: { authUrl: "" } }, "requests would be unauthenticated"],
    ["an ingress without a host", { ingress: { host: "" } }, "ingress.host is empty"],
    [
      "a webhook ingress without a host",
      { ingress: { enabled: false, host: "" } },
      "ingress.host is empty",
    ],
    [
      "an issuer without an audience",
      { config: { oidc_issuer: "https://login.example.org" } },
      "config.oidc_issuer needs config.oidc_audience",
    ],
    [
      "an audience without an issuer",
      { config: { oidc_audience: "web-billing" } },
      "config.oidc_audience needs config.oidc_issuer",
    ],
    [
      "keys without an issuer",
      { config: { oidc_jwks_url: "https://login.example.org/keys" } },
      "config.oidc_jwks_url needs config.oidc_issuer",
    ],
    [
      "the live environment at the sandbox",
      {
        config: {
          paypal_environment: "live",
          paypal_base_url: "https://api-m.sandbox.paypal.com",
        },
      },
      "config.paypal_base_url is a PayPal sandbox URL, but config.paypal_environment is live",
    ],
    [
      "alerts without metrics",
      { prometheusRule: { enabled: true } },
      "prometheusRule.enabled needs serviceMonitor.enabled",
    ],
    [
      "a scrape timeout above the interval",
      { serviceMonitor: { intervalSeconds: 5, timeoutSeconds: 6 } },
      "serviceMonitor.timeoutSeconds (6) is above serviceMonitor.intervalSeconds (5)",
    ],
  ])("%s is rejected", (_, values, message) => {
    const rendered = renderer?.render([renderer.write(values)]);
    if (rendered?.ok) throw new Error("The chart was rendered.");
    expect(rendered?.error).toContain(message);
  });

  test.each([
    { ingress: { authUrl: "" } },
    { config: { oidc_audience: "web-billing" } },
    { config: { oidc_issuer: "https://login.example.org" } },
  ])("an issuer or audience in the Secret must move to config: %o", (values) => {
    const rendered = renderer?.render([renderer.write(values)]);
    if (rendered?.ok) throw new Error("The chart was rendered.");
    expect(rendered?.error).toContain("in the Secret must move to config");
  });

  test("all faults are reported at once", () => {
    const faults = { replicaCount: 1, ingress: { authUrl: "", host: "" } };
    const rendered = renderer?.render([renderer.write(faults)]);
    if (rendered?.ok) throw new Error("The chart was rendered.");
    expect(rendered?.error).toMatch(/minAvailable[^]*unauthenticated[^]*host is empty/);
  });
});
