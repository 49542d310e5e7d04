import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ProcedureDeclaration, procedures } from "@onekonsole/billing-contract";
import { expect, test } from "vitest";
import { named, readGolden } from "./manifest.ts";

const manifests = readGolden("production");
const main = named(manifests, "Ingress", "web-billing");
const webhook = named(manifests, "Ingress", "web-billing-webhook");

const waysOf = (ingress: typeof main) =>
  (ingress.spec?.rules ?? []).flatMap(({ http }) => http?.paths ?? []);

const leadsIn = (ingress: typeof main, path: string): boolean =>
  waysOf(ingress).some(({ pathType, path: way = "/" }) =>
    pathType === "Exact" ? path === way : `${path}/`.startsWith(way.replace(/\/?$/, "/")),
  );

// What only the cluster and its operators may see: the kubelet, Prometheus, kubectl port-forward.
const inside = ["/livez", "/readyz", "/metrics"];
const forPayPal = "/webhooks/paypal";

const http = join(import.meta.dirname, "../../../apps/billing-server/src/http");
const declared: readonly ProcedureDeclaration[] = Object.values(procedures).flatMap((group) =>
  Object.values(group),
);

/** Every path that the server's HTTP layer and the contract name. */
const paths = [
  ...readdirSync(http)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(http, file), "utf8"))
    .flatMap((source) => [...source.matchAll(/\.(?:get|post|put|delete|all)\(\s*"(\/[^"]*)"/g)])
    .flatMap(([, path]) => path ?? []),
  ...declared.flatMap(({ rest }) => rest?.path ?? []),
  "/trpc/order.watch",
];

test("the ingress leads to what clients call", () => {
  expect(paths).toEqual(expect.arrayContaining(["/", "/order/create", forPayPal, ...inside]));
  for (const path of paths.filter((it) => it !== forPayPal && !inside.includes(it)))
    expect(leadsIn(main, path), path).toBe(true);
});

test("no ingress leads to the probes and the metrics", () => {
  for (const path of inside)
    for (const ingress of [main, webhook]) expect(leadsIn(ingress, path), path).toBe(false);
});

test("PayPal comes in without a login, to its one address and nowhere else", () => {
  expect(leadsIn(main, forPayPal)).toBe(false);
  expect(waysOf(webhook)).toMatchObject([{ path: forPayPal, pathType: "Exact" }]);
  expect(JSON.stringify(webhook.metadata?.annotations ?? {})).not.toContain("auth");
});

test("the events of a stream are passed on at once", () => {
  expect(main.metadata?.annotations).toMatchObject({
    "nginx.ingress.kubernetes.io/proxy-buffering": "off",
  });
});

test("both are at the same host, with the same label and certificate", () => {
  const [host] = main.spec?.rules?.map((rule) => rule.host) ?? [];
  expect(host).toBeDefined();
  expect(webhook.spec?.rules?.map((rule) => rule.host)).toEqual([host]);
  expect(main.spec?.tls).toEqual([{ secretName: "billing-tls", hosts: [host] }]);
  expect(webhook.spec?.tls).toEqual(main.spec?.tls);
  for (const { metadata } of [main, webhook])
    expect(metadata?.labels).toMatchObject({ "ingress-target-updater": "true" });
});
