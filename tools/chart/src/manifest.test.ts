import { describe, expect, test } from "vitest";
import { goldenNames } from "./chart.ts";
import { findTypeErrors } from "./check-types.fixture.ts";
import { filterByKind, parseManifests, readGolden } from "./manifest.ts";

test("every rendered object matches the types of Kubernetes and the Prometheus operator", () => {
  const goldens = Object.fromEntries(goldenNames.map((name) => [name, readGolden(name)]));
  expect(Object.values(goldens).map((objects) => objects.length)).not.toContain(0);
  expect(findTypeErrors(goldens)).toBe("");
});

describe("the check", () => {
  const [deployment] = filterByKind(readGolden("default"), "Deployment");
  const withContainer = (changes: object): object => {
    const changed = structuredClone(deployment) as { spec: { template: { spec: unknown } } };
    const pod = changed.spec.template.spec as { containers: [object] };
    pod.containers[0] = { ...pod.containers[0], ...changes };
    return changed;
  };

  test("finds misspelt and missing fields, wrong types and unknown kinds", () => {
    const found = findTypeErrors({
      misspelt: [withContainer({ readynessProbe: {} })],
      wrong: [withContainer({ ports: [{ containerPort: "8030" }] })],
      missing: [withContainer({ name: undefined })],
      unknown: [{ apiVersion: "v1", kind: "Secret", metadata: { name: "web-billing" } }],
    });
    expect(found).toMatch(/^misspelt\.ts.*"readynessProbe".* does not exist/m);
    expect(found).toMatch(/^wrong\.ts.*'string' is not assignable to type 'number'/m);
    expect(found).toMatch(/^missing\.ts.*"name".* is missing/m);
    expect(found).toMatch(/^unknown\.ts.*"Secret".* is not assignable/m);
  });

  test("finds a duplicate key", () => {
    expect(() => parseManifests("kind: Pod\nkind: Service\n")).toThrow(/unique/);
  });
});
