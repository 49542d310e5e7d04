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

/** Everything the chart may make. A kind that is missing here does not pass the manifest check. */
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

/** The objects in a rendered chart; throws for what is no YAML, a key written twice included. */
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
type Of<K extends Kind> = Extract<Manifest, { kind: K }>;

/** The objects of one kind. */
export const ofKind = <K extends Kind>(manifests: readonly Manifest[], kind: K): Of<K>[] =>
  manifests.filter((manifest): manifest is Of<K> => manifest.kind === kind);

/** The object of that kind and name; throws when there is none. */
export function named<K extends Kind>(
  manifests: readonly Manifest[],
  kind: K,
  name: string,
): Of<K> {
  const found = ofKind(manifests, kind).find(({ metadata }) => metadata?.name === name);
  if (!found) throw new Error(`There is no ${kind} ${name}.`);
  return found;
}
