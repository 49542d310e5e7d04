import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pricesSchema } from "@onekonsole/billing-contract/schemas";
import { environmentSchema } from "@onekonsole/billing-server/config/environment-schema";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { chartFolder, goldenNames, valuesFiles } from "./chart.ts";

type Values = Readonly<Record<string, unknown>>;

interface PriceBookSchema {
  readonly additionalProperties: { readonly properties: Values; readonly required: string[] };
}

const readValues = (file: string): Values => parse(readFileSync(file, "utf8")) as Values;

const schema = JSON.parse(readFileSync(join(chartFolder, "values.schema.json"), "utf8")) as {
  properties: { config: { properties: Values & { price_book: PriceBookSchema } } };
};
const ownValues = readValues(join(chartFolder, "values.yaml"));
const check = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

const isMap = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Merges values as helm does. */
function merge(base: Values, overrides: Values): Values {
  const merged = Object.entries(overrides).map(([name, value]) => {
    const before = base[name];
    return [name, isMap(before) && isMap(value) ? merge(before, value) : value];
  });
  return { ...base, ...(Object.fromEntries(merged) as Values) };
}

/** The schema's errors, each with its path; an unexpected or invalid name is part of the path. */
function findErrors(values: Values): string[] {
  check(merge(ownValues, values));
  return (check.errors ?? []).map(({ instancePath, message, params, propertyName }) => {
    const added = params as { additionalProperty?: string; propertyName?: string };
    const name = added.additionalProperty ?? added.propertyName ?? propertyName;
    const place = instancePath.replaceAll("~1", "/");
    return `${[place, name].filter((part) => part !== undefined).join("/")} ${message}`;
  });
}

test.each(goldenNames)("the values %s are valid", (name) => {
  for (const values of [{}, ...valuesFiles(name).map(readValues)])
    expect(findErrors(values)).toEqual([]);
});

test("helm's global values are allowed", () => {
  expect(findErrors({ global: { imageRegistry: "registry.example.org" } })).toEqual([]);
});

const globalAuth = "nginx.ingress.kubernetes.io/enable-global-auth";

test.each<Values>([
  {
    resources: { requests: { cpu: 0.5, memory: "1.5Gi" }, limits: { cpu: "250m", memory: "2e8" } },
  },
  { webhookIngress: { annotations: { [globalAuth]: "false" } } },
  { ingress: { host: "localhost", labels: { empty: "", version: "v1.2_3" } } },
])("%o is valid", (values) => expect(findErrors(values)).toEqual([]));

const authUrl = "nginx.ingress.kubernetes.io/auth-url";

test.each<[string, Values]>([
  ["/replicas", { replicas: 2 }],
  ["/replicaCount", { replicaCount: 0 }],
  ["/replicaCount", { replicaCount: "2" }],
  ["/image/repository", { image: { repository: "" } }],
  ["/image/tag", { image: { tag: 1.5 } }],
  ["/image/digest", { image: { digest: "latest" } }],
  ["/image/pullPolicy", { image: { pullPolicy: "Sometimes" } }],
  ["/image/pullSecrets/0", { image: { pullSecrets: [{ name: "registry" }] } }],
  ["/secretName", { secretName: "" }],
  ["/service/port", { service: { port: 80 } }],
  ["/service/type", { service: { type: "LoadBalancer" } }],
  ["/ingress/className", { ingress: { className: "" } }],
  ["/ingress/host", { ingress: { host: "https://billing.example.org" } }],
  ["/ingress/host", { ingress: { host: "a..b" } }],
  ["/ingress/host", { ingress: { host: "billing.-example.org" } }],
  ["/ingress/labels/team", { ingress: { labels: { team: "web billing" } } }],
  ["/ingress/authUrl", { ingress: { authUrl: "auth.example.org" } }],
  [`/ingress/annotations/${authUrl}`, { ingress: { annotations: { [authUrl]: "http://a" } } }],
  ["/ingress/labels/helm.sh/chart", { ingress: { labels: { "helm.sh/chart": "mine" } } }],
  [
    `/webhookIngress/annotations/${authUrl}`,
    { webhookIngress: { annotations: { [authUrl]: "http://a" } } },
  ],
  [
    `/webhookIngress/annotations/${globalAuth}`,
    { webhookIngress: { annotations: { [globalAuth]: "true" } } },
  ],
  ["/webhookIngress/host", { webhookIngress: { host: "webhooks.example.org" } }],
  ["/resources/limit", { resources: { limit: { memory: "1Gi" } } }],
  ["/resources/limits/memory", { resources: { limits: { memory: "abc" } } }],
  ["/resources/limits/memory", { resources: { limits: { memory: "512MB" } } }],
  ["/resources/requests/cpu", { resources: { requests: { cpu: -1 } } }],
  ["/podLabels/team", { podLabels: { team: "billing-" } }],
  ["/nodeSelector/disk", { nodeSelector: { disk: "fast ssd" } }],
  ["/preStopPauseSeconds", { preStopPauseSeconds: -1 }],
  ["/terminationGracePeriodSeconds", { terminationGracePeriodSeconds: 30 }],
  ["/podDisruptionBudget/minAvailable", { podDisruptionBudget: { minAvailable: "50%" } }],
  ["/autoscaling/minReplicas", { autoscaling: { minReplicas: 0 } }],
  [
    "/autoscaling/targetCPUUtilizationPercentage",
    { autoscaling: { targetCPUUtilizationPercentage: 0 } },
  ],
  ["/topologySpread/whenUnsatisfiable", { topologySpread: { whenUnsatisfiable: "Never" } }],
  ["/podLabels/app.kubernetes.io/name", { podLabels: { "app.kubernetes.io/name": "billing" } }],
  ["/networkPolicy/postgresql/port", { networkPolicy: { postgresql: { port: 0 } } }],
  ["/networkPolicy/clients/0", { networkPolicy: { clients: [{}] } }],
  ["/networkPolicy/extraEgress/0/from", { networkPolicy: { extraEgress: [{ from: [] }] } }],
  ["/serviceMonitor/intervalSeconds", { serviceMonitor: { intervalSeconds: "30s" } }],
  ["/prometheusRule/runbookUrl", { prometheusRule: { runbookUrl: "docs/runbook.md#top" } }],
  [
    "/prometheusRule/oldestOrderSeconds/provisioned",
    { prometheusRule: { oldestOrderSeconds: { provisioned: 60 } } },
  ],
])("%s is rejected by its path: %o", (name, values) => {
  const found = findErrors(values);
  expect(found.length).toBeGreaterThan(0);
  for (const fault of found) expect(`${fault} `).toContain(`${name} `);
});

describe("config", () => {
  // Settings that belong in the Secret, that the chart sets, or that a pod does not use.
  const secretSettings = [
    "paypal_client_id",
    "paypal_client_secret",
    "web_order_service_url",
    "database_url",
    "event_endpoints",
    "event_signing_key",
  ];
  const chartSettings = [
    "NODE_ENV",
    "served_host",
    "served_port",
    "data_dir",
    "paypal_webhook_issuer",
  ];

  test("allows every setting of the service that is neither secret nor set by the chart", () => {
    const settings = Object.keys(environmentSchema.shape);
    expect(settings).toEqual(expect.arrayContaining([...secretSettings, ...chartSettings]));
    const refused = new Set([...secretSettings, ...chartSettings]);
    expect(Object.keys(schema.properties.config.properties).toSorted()).toEqual(
      settings.filter((name) => !refused.has(name)).toSorted(),
    );
  });

  test("has every price of the contract, and requires it", () => {
    const names = pricesSchema.keyof().options.toSorted();
    const { properties, required } =
      schema.properties.config.properties.price_book.additionalProperties;
    expect(Object.keys(properties).toSorted()).toEqual(names);
    expect(required.toSorted()).toEqual(names);
  });

  test("has every setting in the chart's README", () => {
    const readme = readFileSync(join(chartFolder, "README.md"), "utf8");
    const settings = Object.keys(schema.properties.config.properties);
    expect(settings.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  test.each([...secretSettings, ...chartSettings, "paypal_enviroment"])("rejects %s", (name) => {
    expect(findErrors({ config: { [name]: "value" } })).toEqual([
      `/config/${name} must NOT have additional properties`,
    ]);
  });

  test.each([
    "a@b.fr",
    "o'neil.a+b@mail.example.org",
    "a@b",
    "a..b@c.fr",
    ".a@c.fr",
    "a'@c.fr",
    "é@c.fr",
  ])("accepts the seller's address %s as the server does", (email) => {
    const value = { name: "E", address: ["1 rue"], email };
    const { success } = environmentSchema.shape.seller.safeParse(JSON.stringify(value));
    expect(findErrors({ config: { seller: value } }).length === 0).toBe(success);
  });

  test("requires a reason with a VAT rate of 0", () => {
    expect(findErrors({ config: { vat_rules: { country: "FR", rate: "0.0" } } })).toEqual(
      expect.arrayContaining(["/config/vat_rules must have required property 'reason'"]),
    );
  });

  test.each<[string, unknown]>([
    ["paypal_base_url", "http://egress.proxy.svc:8080/paypal"],
    ["oidc_issuer", "http://keycloak.auth.svc.cluster.local/realms/onekonsole"],
    ["otlp_endpoint", "http://otel-collector.monitoring:4318"],
    ["vat_rules", { country: "FR", rate: "20" }],
    ["vat_rules", { country: "FR", rate: "0.00", reason: { en: "None", fr: "Aucune" } }],
    ["seller", { name: "E", address: ["1 rue"], email: "a@b.fr", siren: "123456789" }],
    ["receipts", "on"],
    ["event_networks", ["10.96.0.0/12", "fd00::/8"]],
  ])("allows %s as %o", (name, value) => {
    expect(findErrors({ config: { [name]: value } })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ["paypal_environment", "production"],
    ["paypal_base_url", "paypal.example.org"],
    ["paypal_webhook_id", ""],
    ["paypal_webhook_verification", "none"],
    ["approval_timeout_seconds", 59],
    ["duplicate_window_seconds", "10m"],
    ["price_book", "{}"],
    ["price_book", {}],
    ["price_book/EUR", { EUR: { basic: 20 } }],
    ["vat_rules/rate", { country: "FR", rate: 20 }],
    ["vat_rules/rate", { country: "FR", rate: "120" }],
    ["vat_rules/country", { country: "France", rate: "20" }],
    ["vat_rules/reason", { country: "FR", rate: "20", reason: "" }],
    ["seller/email", { name: "Example", address: ["1 rue de Paris"], email: "none" }],
    ["seller/name", { name: " ", address: ["1 rue"], email: "a@b.fr" }],
    ["seller/address/0", { name: "E", address: [" "], email: "a@b.fr" }],
    ["seller/terms_url", { name: "E", address: ["1"], email: "a@b.fr", terms_url: "https://[x" }],
    ["seller/siren", { name: "E", address: ["1 rue"], email: "a@b.fr", siren: "12" }],
    ["receipts", true],
    ["event_networks", "10.96.0.0/12"],
    ["event_networks/0", ["10.96.0.0"]],
    ["allowed_origins", "https://console.example.org"],
    ["allowed_origins/0", ["https://console.example.org/"]],
    ["oidc_issuer", "keycloak"],
    ["trusted_proxy_hops", -1],
    ["rate_limit_per_user", 0],
    ["open_orders_per_user", 0],
    ["event_retention_days", 0],
    ["rate_limit_per_service", 0],
    ["log_level", "silent"],
    ["oidc_jwks_url", "keys"],
    ["otlp_endpoint", "collector:4318"],
    ["otlp_endpoint", "http://collector:4318/v1/traces"],
    ["paypal_base_url", "http://proxy.example.org"],
    ["oidc_issuer", "http://keycloak.auth.svc@login.example.org"],
    ["oidc_jwks_url", "http://keys.example.org"],
  ])("rejects an invalid %s: %o", (place, value) => {
    const [name = place] = place.split("/");
    const found = findErrors({ config: { [name]: value } });
    expect(found.length).toBeGreaterThan(0);
    for (const fault of found) expect(`${fault} `).toContain(`/config/${place} `);
  });
});
