import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ProcedureDeclaration, procedures } from "@onekonsole/billing-contract/schemas";
import { expect, test } from "vitest";
import { findManifest, readGolden } from "./manifest.ts";

const manifests = readGolden("production");
const main = findManifest(manifests, "Ingress", "web-billing");
const webhook = findManifest(manifests, "Ingress", "web-billing-webhook");

const ingressPaths = (ingress: typeof main) =>
  (ingress.spec?.rules ?? []).flatMap(({ http }) => http?.paths ?? []);

const isRouted = (ingress: typeof main, path: string): boolean =>
  ingressPaths(ingress).some(({ pathType, path: prefix = "/" }) =>
    pathType === "Exact" ? path === prefix : `${path}/`.startsWith(prefix.replace(/\/?$/, "/")),
  );

// Only for the kubelet, Prometheus and kubectl port-forward.
const internalPaths = ["/livez", "/readyz", "/metrics"];
const webhookPath = "/webhooks/paypal";

const http = join(import.meta.dirname, "../../../apps/billing-server/src/http");
const declared: readonly ProcedureDeclaration[] = Object.values(procedures).flatMap((group) =>
  Object.values(group),
);

/** Every path in the server's HTTP layer and in the contract. */
const paths = [
  ...readdirSync(http)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(http, file), "utf8"))
    .flatMap((source) => [...source.matchAll(/\.(?:get|post|put|delete|all)\(\s*"(\/[^"]*)"/g)])
    .flatMap(([, path]) => path ?? []),
  ...declared.flatMap(({ rest }) => rest?.path ?? []),
  "/trpc/order.watch",
];

test("the ingress routes every path for clients", () => {
  expect(paths).toEqual(
    expect.arrayContaining(["/", "/order/create", webhookPath, ...internalPaths]),
  );
  for (const path of paths.filter((it) => it !== webhookPath && !internalPaths.includes(it)))
    expect(isRouted(main, path), path).toBe(true);
});

test("no ingress routes the probes and the metrics", () => {
  for (const path of internalPaths)
    for (const ingress of [main, webhook]) expect(isRouted(ingress, path), path).toBe(false);
});

test("the webhook ingress routes only the webhook path, without authentication", () => {
  expect(isRouted(main, webhookPath)).toBe(false);
  expect(ingressPaths(webhook)).toMatchObject([{ path: webhookPath, pathType: "Exact" }]);
  expect(JSON.stringify(webhook.metadata?.annotations ?? {})).not.toContain("auth");
});

test("event streams are not buffered", () => {
  expect(main.metadata?.annotations).toMatchObject({
    "nginx.ingress.kubernetes.io/proxy-buffering": "off",
  });
});

test("both ingresses have the same host, label and certificate", () => {
  const [host] = main.spec?.rules?.map((rule) => rule.host) ?? [];
  expect(host).toBeDefined();
  expect(webhook.spec?.rules?.map((rule) => rule.host)).toEqual([host]);
  expect(main.spec?.tls).toEqual([{ secretName: "billing-tls", hosts: [host] }]);
  expect(webhook.spec?.tls).toEqual(main.spec?.tls);
  for (const { metadata } of [main, webhook])
    expect(metadata?.labels).toMatchObject({ "ingress-target-updater": "true" });
});
