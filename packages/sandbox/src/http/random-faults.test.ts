import { afterEach, describe, expect, test } from "vitest";
import { seededRandom } from "../seeded-random.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";
import { Faults } from "./faults.ts";
import { type RandomFaults, randomFault } from "./random-faults.ts";

const chaos = (changes: Partial<RandomFaults> = {}): RandomFaults => ({
  random: seededRandom(1),
  rate: 0.5,
  kinds: ["reset", { status: 503 }, { status: 429 }],
  ...changes,
});
const draw = (one: RandomFaults, count = 1_000) =>
  Array.from({ length: count }, () => randomFault(one, "token"));

describe("random faults", () => {
  test("draws the same faults from the same seed", () => {
    expect(draw(chaos())).toEqual(draw(chaos()));
    expect(draw(chaos())).not.toEqual(draw(chaos({ random: seededRandom(2) })));
  });

  test("affects calls at the given rate, before and after the effect", () => {
    const faults = draw(chaos({ rate: 0.2 })).filter((fault) => fault !== undefined);
    expect(faults.length).toBeGreaterThan(150);
    expect(faults.length).toBeLessThan(250);
    expect(new Set(faults.map(({ when }) => when))).toEqual(new Set(["before", "after"]));
    expect(draw(chaos({ rate: 0 })).every((fault) => fault === undefined)).toBe(true);
  });

  test("never returns a 4xx after the effect", () => {
    const refused = draw(chaos({ kinds: [{ status: 429 }] })).filter((fault) => fault);
    expect(refused.every((fault) => fault?.when === "before")).toBe(true);
    expect(refused.length).toBeGreaterThan(0);
  });

  test("delays by up to the given time", () => {
    const waits = draw(chaos({ kinds: ["delay"], latencyMs: 30 })).flatMap((fault) =>
      fault?.latencyMs === undefined ? [] : [fault.latencyMs],
    );
    expect(Math.max(...waits)).toBe(30);
    expect(Math.min(...waits)).toBe(1);
  });

  test("applies an added fault first", () => {
    const faults = new Faults<"token">();
    faults.chaos(chaos({ rate: 1, kinds: ["reset"] }));
    faults.add({ operation: "token", kind: "hang" });
    expect([faults.take("token")?.kind, faults.take("token")?.kind]).toEqual(["hang", "reset"]);
  });
});

describe("over HTTP", () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.close());

  test("every operation has random faults, which are counted, until they are cleared", async () => {
    sandbox = await startSandbox();
    const { faults } = sandbox.paypal;
    faults.chaos(chaos({ rate: 1, kinds: [{ status: 500 }, "reset"] }));
    const caller = new PayPalCaller(sandbox.paypal);
    const answers = [];
    for (let count = 0; count < 20; count += 1) {
      answers.push(
        await caller.get("/v2/payments/refunds/X").then(
          ({ status }) => status,
          () => 0,
        ),
      );
      await caller.get("/v1/notifications/webhooks-events").catch(() => 0);
    }
    expect(new Set(answers)).toEqual(new Set([0, 500]));
    const { total, byKind, byOperation, byMoment } = faults.stats();
    expect(total).toBe(40);
    expect((byKind["status_500"] ?? 0) + (byKind["reset"] ?? 0)).toBe(40);
    expect(byOperation).toEqual({ "refunds.get": 20, "webhooks.events": 20 });
    expect(byMoment.before + byMoment.after).toBe(40);
    faults.clear();
    expect((await caller.login()).status).toBe(200);
    expect(faults.stats().total).toBe(40);
  });

  test("web-order's effect occurs as often as its statistics count it", async () => {
    sandbox = await startSandbox();
    const { webOrder } = sandbox;
    webOrder.faults.chaos(chaos({ rate: 1, kinds: [{ status: 500 }] }));
    for (let count = 0; count < 20; count += 1) {
      const body = JSON.stringify({
        paypal_id: `P${count}`,
        user_id: "11111111-2222-3333-4444-555555555555",
        cluster_name: "my-cluster",
        images_storage: 5,
      });
      expect((await fetch(webOrder.url, { method: "POST", body })).status).toBe(500);
    }
    const { byMoment } = webOrder.faults.stats();
    expect(webOrder.rows).toHaveLength(byMoment.after);
    expect(byMoment.before).toBe(20 - byMoment.after);
  });
});
