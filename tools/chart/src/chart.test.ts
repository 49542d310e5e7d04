import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "@onekonsole/billing-server/config/read-config";
import { describe, expect, test } from "vitest";
import { goldenNames } from "./chart.ts";
import { type Manifest, named, ofKind, readGolden } from "./manifest.ts";

const mainFile = join(
  import.meta.dirname,
  "../../../apps/billing-server/src/composition/run-server.ts",
);

/** A part that must be there; its absence is named. */
function the<T>(part: T | undefined, name: string): T {
  if (part === undefined) throw new Error(`There is no ${name}.`);
  return part;
}

const podOf = (manifests: readonly Manifest[]) => {
  const template = named(manifests, "Deployment", "web-billing").spec?.template;
  return { labels: template?.metadata?.labels, ...the(template?.spec, "pod") };
};

type Labels = Readonly<Record<string, string>>;

const selects = (selector: Labels, labels: Labels): boolean =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

describe("a drop-in for the chart before", () => {
  const manifests = readGolden("default");

  test("keeps the service's name and port, and the Secret", () => {
    const service = named(manifests, "Service", "web-billing");
    expect(service.spec).toMatchObject({ type: "ClusterIP", ports: [{ port: 8030 }] });
    const [container] = podOf(manifests).containers;
    expect(container?.envFrom).toEqual([{ secretRef: { name: "web-billing-configuration" } }]);
  });

  test("keeps the ingress: class, host, label and who is asked before a request passes", () => {
    const ingress = named(manifests, "Ingress", "web-billing");
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

  test("starts with the Secret's three keys and database_url alone", () => {
    for (const { env = [] } of podOf(manifests).containers) {
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
  const pod = podOf(manifests);
  const testPod = named(manifests, "Pod", "web-billing-test");
  const service = named(manifests, "Service", "web-billing");

  test("whatever picks pods picks the service's, and not the test's", () => {
    const selectors = [
      ...ofKind(manifests, "Service").map(({ spec }) => spec?.selector),
      ...ofKind(manifests, "Deployment").map(({ spec }) => spec?.selector.matchLabels),
      ...ofKind(manifests, "PodDisruptionBudget").map(({ spec }) => spec?.selector?.matchLabels),
      ...ofKind(manifests, "NetworkPolicy").map(({ spec }) => spec?.podSelector?.matchLabels),
      ...(pod.topologySpreadConstraints ?? []).map((it) => it.labelSelector?.matchLabels),
    ].map((selector) => the(selector, "selector"));
    expect(selectors.length).toBeGreaterThanOrEqual(2);
    for (const selector of selectors) {
      expect(Object.keys(selector).length).toBeGreaterThan(0);
      expect(selects(selector, the(pod.labels, "labels"))).toBe(true);
      expect(selects(selector, the(testPod.metadata?.labels, "labels"))).toBe(false);
    }
  });

  test("what is scraped is the service", () => {
    for (const { spec } of ofKind(manifests, "ServiceMonitor")) {
      const selector = the(spec.selector.matchLabels, "selector");
      expect(selects(selector, the(service.metadata?.labels, "labels"))).toBe(true);
      expect(spec.endpoints).toMatchObject([{ port: "http", path: "/metrics" }]);
    }
  });

  test("no container may do more than it needs", () => {
    const spec = the(testPod.spec, "test");
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

  test("the same image brings the schema up to date before anything is served, with the database's address and no other secret", () => {
    const [{ image, args, env, envFrom } = {}, ...more] = the(pod.initContainers, "migration");
    const [container] = pod.containers;
    expect(more).toEqual([]);
    expect(args).toEqual(["apps/billing-server/dist/migrate.js"]);
    expect(image).toBe(container?.image);
    const secret = { name: container?.envFrom?.[0]?.secretRef?.name, key: "database_url" };
    expect(env).toEqual([{ name: "database_url", valueFrom: { secretKeyRef: secret } }]);
    expect(envFrom).toBeUndefined();
  });

  test("a pod has time for its pause and a clean stop", () => {
    const source = readFileSync(mainFile, "utf8");
    const longestStopMs = Number(/longestStopMs = ([\d_]+)/.exec(source)?.[1]?.replace("_", ""));
    const pause = pod.containers[0]?.lifecycle?.preStop?.exec?.command?.join(" ") ?? "";
    const pauseMs = Number(/(\d+)\)$/.exec(pause)?.[1]);
    const graceMs = 1000 * (pod.terminationGracePeriodSeconds ?? 0);
    expect(graceMs).toBeGreaterThanOrEqual(pauseMs + longestStopMs + 5_000);
  });

  test("the test asks the service by its name", () => {
    const address = `http://web-billing.web-billing.svc:${service.spec?.ports?.[0]?.port}`;
    expect(testPod.spec?.containers[0]?.args?.join(" ")).toContain(`"${address}"`);
    expect(testPod.metadata?.annotations).toMatchObject({ "helm.sh/hook": "test" });
  });
});
