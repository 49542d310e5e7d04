import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { chartFingerprint, fingerprintFile, goldenNames, valuesFiles } from "./chart.ts";
import { type Manifest, parseManifests, readGolden } from "./manifest.ts";
import { findRenderer } from "./renderer.fixture.ts";

test("the goldens are what the chart as it is now rendered; helm/web-billing/README.md says how to render them", () => {
  expect(chartFingerprint()).toBe(readFileSync(fingerprintFile, "utf8").trim());
});

const renderer = findRenderer();
afterAll(() => renderer?.[Symbol.dispose]());

// Helm puts them in the order of installation; elsewhere it means nothing.
const byName = (manifests: readonly Manifest[]): Record<string, Manifest> =>
  Object.fromEntries(manifests.map((it) => [`${it.kind} ${it.metadata?.name}`, it]));

describe.skipIf(!renderer)("where the templates can be rendered", () => {
  test.each(goldenNames)("they give the golden %s", (name) => {
    const rendered = renderer?.render(valuesFiles(name));
    if (!rendered?.ok) throw new Error(rendered?.refusal);
    expect(byName(parseManifests(rendered.manifests))).toEqual(byName(readGolden(name)));
  });

  test("an address that is called otherwise is called so everywhere", () => {
    const rendered = renderer?.render([
      renderer.write({
        service: { port: 9000 },
        ingress: { host: "pay.example.org", tlsSecretName: "pay-tls" },
        image: { digest: `sha256:${"0".repeat(64)}` },
      }),
    ]);
    if (!rendered?.ok) throw new Error(rendered?.refusal);
    expect(rendered.manifests).not.toMatch(/8030|emetral|:0\.1\.0/);
    expect(rendered.manifests.match(/pay\.example\.org/g)).toHaveLength(4);
  });

  test("settings arrive as the service reads them", () => {
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
    if (!rendered?.ok) throw new Error(rendered?.refusal);
    const { manifests } = rendered;
    const setting = (name: string): string =>
      JSON.parse(manifests.match(`name: ${name}\n +value: (.+)`)?.[1] ?? "null") as string;
    expect(setting("duplicate_window_seconds")).toBe("31536000");
    expect(setting("allowed_origins")).toBe("https://a.example.org,https://b.example.org");
    expect(JSON.parse(setting("price_book"))).toEqual({ JPY: prices });
  });

  test.each<[string, object, string]>([
    [
      "autoscaling that ends below its start",
      { autoscaling: { enabled: true, minReplicas: 4, maxReplicas: 3 } },
      "autoscaling.maxReplicas (3) is below autoscaling.minReplicas (4)",
    ],
    [
      "autoscaling by a share of nothing",
      { autoscaling: { enabled: true }, resources: { requests: { cpu: null } } },
      "autoscaling.enabled needs resources.requests.cpu",
    ],
    [
      "a disruption budget that allows none",
      { replicaCount: 1 },
      "podDisruptionBudget.minAvailable (1) must be below the number of pods (1)",
    ],
    [
      "a disruption budget that allows none while autoscaling is at its fewest",
      { autoscaling: { enabled: true, minReplicas: 2 }, podDisruptionBudget: { minAvailable: 2 } },
      "podDisruptionBudget.minAvailable (2) must be below the number of pods (2)",
    ],
    [
      "a pod that is killed while it stops cleanly",
      { preStopPauseSeconds: 30 },
      "terminationGracePeriodSeconds (60) must be 70 or more",
    ],
    ["an open door", { ingress: { authUrl: "" } }, "nobody would check who calls"],
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
      "real money at the sandbox",
      {
        config: {
          paypal_environment: "live",
          paypal_base_url: "https://api-m.sandbox.paypal.com",
        },
      },
      "config.paypal_base_url is sandbox PayPal's and config.paypal_environment is live",
    ],
    [
      "alerts on what nobody reads",
      { prometheusRule: { enabled: true } },
      "prometheusRule.enabled needs serviceMonitor.enabled",
    ],
    [
      "a scrape longer than its interval",
      { serviceMonitor: { intervalSeconds: 5, timeoutSeconds: 6 } },
      "serviceMonitor.timeoutSeconds (6) is above serviceMonitor.intervalSeconds (5)",
    ],
  ])("%s is refused", (_, values, message) => {
    const rendered = renderer?.render([renderer.write(values)]);
    if (rendered?.ok) throw new Error("It was rendered.");
    expect(rendered?.refusal).toContain(message);
  });

  test.each([
    { ingress: { authUrl: "" } },
    { config: { oidc_audience: "web-billing" } },
    { config: { oidc_issuer: "https://login.example.org" } },
  ])("what the Secret may hold is said to belong into config: %o", (values) => {
    const rendered = renderer?.render([renderer.write(values)]);
    if (rendered?.ok) throw new Error("It was rendered.");
    expect(rendered?.refusal).toContain("in the Secret belongs into config");
  });

  test("every fault is named at once", () => {
    const faults = { replicaCount: 1, ingress: { authUrl: "", host: "" } };
    const rendered = renderer?.render([renderer.write(faults)]);
    if (rendered?.ok) throw new Error("It was rendered.");
    expect(rendered?.refusal).toMatch(/minAvailable[^]*nobody would check[^]*host is empty/);
  });
});
