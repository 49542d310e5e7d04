import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "@onekonsole/billing-server/config/read-config";
import { describe, expect, test } from "vitest";
import { goldenNames } from "./chart.ts";
import { type Manifest, findManifest, filterByKind, readGolden } from "./manifest.ts";

const mainFile = join(
  import.meta.dirname,
  "../../../apps/billing-server/src/composition/run-server.ts",
);

/** Returns the part; throws an error with its name if it is undefined. */
function required<T>(part: T | undefined, name: string): T {
  if (part === undefined) throw new Error(`Missing: ${name}.`);
  return part;
}

const podTemplate = (manifests: readonly Manifest[]) => {
  const template = findManifest(manifests, "Deployment", "web-billing").spec?.template;
  return { labels: template?.metadata?.labels, ...required(template?.spec, "pod") };
};

type Labels = Readonly<Record<string, string>>;

const isSelected = (selector: Labels, labels: Labels): boolean =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

describe("compatibility with the Go service's chart", () => {
  const manifests = readGolden("default");

  test("keeps the Service's name and port, and the Secret", () => {
    const service = findManifest(manifests, "Service", "web-billing");
    expect(service.spec).toMatchObject({ type: "ClusterIP", ports: [{ port: 8030 }] });
    const [container] = podTemplate(manifests).containers;
    expect(container?.envFrom).toEqual([{ secretRef: { name: "web-billing-configuration" } }]);
  });

  test("keeps the ingress class, host, label and auth URL", () => {
    const ingress = findManifest(manifests, "Ingress", "web-billing");
    expect(ingress.metadata?.labels).toMatchObject({ "ingress-target-updater": "true" });
    expect(ingress.metadata?.annotations).toMatchObject({
      "nginx.ingress.kubernetes.io/auth-url":
        "http://authentification-service.auth.svc.cluster.local/verify?code=200",
    });
    expect(ingress.spec).toMatchObject({
      ingressClassName: "nginx",
      rules: [{ host: "billing.onekonsole.emetral.fr" }],
    });
  });

  test("starts with only the Secret's three keys and database_url", () => {
    for (const { env = [] } of podTemplate(manifests).containers) {
      expect(env).toContainEqual({ name: "NODE_ENV", value: "production" });
      const config = readConfig({
        paypal_client_id: "id",
        paypal_client_secret: "shop-secret",
        web_order_service_url: "http://web-order.web-order.svc:8010/order",
        database_url: "postgres://billing@postgresql/billing",
        ...Object.fromEntries(env.map(({ name, value }) => [name, value])),
      });
      expect(config).toMatchObject({ host: "0.0.0.0", port: 8030 });
    }
  });
});

describe.each(goldenNames)("with the values %s", (name) => {
  const manifests = readGolden(name);
  const pod = podTemplate(manifests);
  const testPod = findManifest(manifests, "Pod", "web-billing-test");
  const service = findManifest(manifests, "Service", "web-billing");

  test("every selector matches the service's pods and not the test pod", () => {
    const selectors = [
      ...filterByKind(manifests, "Service").map(({ spec }) => spec?.selector),
      ...filterByKind(manifests, "Deployment").map(({ spec }) => spec?.selector.matchLabels),
      ...filterByKind(manifests, "PodDisruptionBudget").map(
        ({ spec }) => spec?.selector?.matchLabels,
      ),
      ...filterByKind(manifests, "NetworkPolicy").map(({ spec }) => spec?.podSelector?.matchLabels),
      ...(pod.topologySpreadConstraints ?? []).map((it) => it.labelSelector?.matchLabels),
    ].map((selector) => required(selector, "selector"));
    expect(selectors.length).toBeGreaterThanOrEqual(2);
    for (const selector of selectors) {
      expect(Object.keys(selector).length).toBeGreaterThan(0);
      expect(isSelected(selector, required(pod.labels, "labels"))).toBe(true);
      expect(isSelected(selector, required(testPod.metadata?.labels, "labels"))).toBe(false);
    }
  });

  test("the ServiceMonitor selects the service", () => {
    for (const { spec } of filterByKind(manifests, "ServiceMonitor")) {
      const selector = required(spec.selector.matchLabels, "selector");
      expect(isSelected(selector, required(service.metadata?.labels, "labels"))).toBe(true);
      expect(spec.endpoints).toMatchObject([{ port: "http", path: "/metrics" }]);
    }
  });

  test("every container is restricted", () => {
    const spec = required(testPod.spec, "test");
    for (const { securityContext, automountServiceAccountToken } of [pod, spec]) {
      expect(automountServiceAccountToken).toBe(false);
      expect(securityContext).toEqual({
        runAsNonRoot: true,
        runAsUser: 65532,
        runAsGroup: 65532,
        seccompProfile: { type: "RuntimeDefault" },
      });
    }
    const containers = [...(pod.initContainers ?? []), ...pod.containers, ...spec.containers];
    expect(containers).toHaveLength(3);
    for (const { securityContext, resources } of containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      expect(resources?.limits).toHaveProperty("memory");
    }
  });

  test("the same image migrates the schema in an init container, with database_url as its only secret", () => {
    const [{ image, args, env, envFrom } = {}, ...more] = required(pod.initContainers, "migration");
    const [container] = pod.containers;
    expect(more).toEqual([]);
    expect(args).toEqual(["apps/billing-server/dist/migrate.js"]);
    expect(image).toBe(container?.image);
    const secret = { name: container?.envFrom?.[0]?.secretRef?.name, key: "database_url" };
    expect(env).toEqual([{ name: "database_url", valueFrom: { secretKeyRef: secret } }]);
    expect(envFrom).toBeUndefined();
  });

  test("the grace period covers the pause and a graceful shutdown", () => {
    const source = readFileSync(mainFile, "utf8");
    const maxStopMs = Number(/maxStopMs = ([\d_]+)/.exec(source)?.[1]?.replace("_", ""));
    const pause = pod.containers[0]?.lifecycle?.preStop?.exec?.command?.join(" ") ?? "";
    const pauseMs = Number(/(\d+)\)$/.exec(pause)?.[1]);
    const graceMs = 1000 * (pod.terminationGracePeriodSeconds ?? 0);
    expect(graceMs).toBeGreaterThanOrEqual(pauseMs + maxStopMs + 5_000);
  });

  test("the test pod calls the service by name", () => {
    const address = `http://web-billing.web-billing.svc:${service.spec?.ports?.[0]?.port}`;
    expect(testPod.spec?.containers[0]?.args?.join(" ")).toContain(`"${address}"`);
    expect(testPod.metadata?.annotations).toMatchObject({ "helm.sh/hook": "test" });
  });
});
