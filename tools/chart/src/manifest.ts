import { readFileSync } from "node:fs";
import type { IPrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule";
import type { IServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor";
import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import type { IIngress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import type { IPod } from "kubernetes-models/v1/Pod";
import type { IService } from "kubernetes-models/v1/Service";
import type { IServiceAccount } from "kubernetes-models/v1/ServiceAccount";
import { parseAllDocuments } from "yaml";
import { type GoldenName, goldenFile } from "./chart.ts";

/** The kinds that the chart may render. The manifest check rejects any other kind. */
export type Manifest =
  | IDeployment
  | IHorizontalPodAutoscaler
  | IIngress
  | INetworkPolicy
  | IPod
  | IPodDisruptionBudget
  | IPrometheusRule
  | IService
  | IServiceAccount
  | IServiceMonitor;

/** The objects of a rendered chart; throws on invalid YAML and duplicate keys. */
export function parseManifests(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [fault] = document.errors;
    if (fault) throw fault;
    return document.contents ? [document.toJS() as Manifest] : [];
  });
}

/** The objects of a golden. */
export const readGolden = (name: GoldenName): Manifest[] =>
  parseManifests(readFileSync(goldenFile(name), "utf8"));

type Kind = Manifest["kind"];
type ManifestOfKind<K extends Kind> = Extract<Manifest, { kind: K }>;

/** The objects of a kind. */
export const filterByKind = <K extends Kind>(
  manifests: readonly Manifest[],
  kind: K,
): ManifestOfKind<K>[] =>
  manifests.filter((manifest): manifest is ManifestOfKind<K> => manifest.kind === kind);

/** The object of a kind with a name; throws if there is none. */
export function findManifest<K extends Kind>(
  manifests: readonly Manifest[],
  kind: K,
  name: string,
): ManifestOfKind<K> {
  const found = filterByKind(manifests, kind).find(({ metadata }) => metadata?.name === name);
  if (!found) throw new Error(`No ${kind} is named ${name}.`);
  return found;
}
