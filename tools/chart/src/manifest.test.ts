import { describe, expect, test } from "vitest";
import { goldenNames } from "./chart.ts";
import { typeFaults } from "./check-types.fixture.ts";
import { ofKind, parseManifests, readGolden } from "./manifest.ts";

test("every rendered object is what Kubernetes and the Prometheus operator take", () => {
  const goldens = Object.fromEntries(goldenNames.map((name) => [name, readGolden(name)]));
  expect(Object.values(goldens).map((objects) => objects.length)).not.toContain(0);
  expect(typeFaults(goldens)).toBe("");
});

describe("the check", () => {
  const [deployment] = ofKind(readGolden("default"), "Deployment");
  const withContainer = (changes: object): object => {
    const changed = structuredClone(deployment) as { spec: { template: { spec: unknown } } };
    const pod = changed.spec.template.spec as { containers: [object] };
    pod.containers[0] = { ...pod.containers[0], ...changes };
    return changed;
  };

  test("finds what is misspelt, of the wrong type, missing or of an unknown kind", () => {
    const found = typeFaults({
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

  test("finds a key that is written twice", () => {
    expect(() => parseManifests("kind: Pod\nkind: Service\n")).toThrow(/unique/);
  });
});
