import { type OrderState, orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { isLatestDeclined, type Step, toTimeline } from "./timeline.ts";

const step = (version: number, state: OrderState, problem: string | null = null): Step => ({
  version,
  state,
  problem,
  problem_code: null,
  time: `2026-03-01T10:00:0${version}Z`,
});
const shown = (steps: readonly Step[]) =>
  toTimeline(steps).map(({ state, progress }) => `${state} ${progress}`);

test.each<[OrderState[], boolean]>([
  [[], false],
  [["awaiting_approval"], false],
  [["awaiting_approval", "approved"], false],
  [["awaiting_approval", "approved", "awaiting_approval"], true],
  [["awaiting_approval", "approved", "awaiting_approval", "awaiting_approval"], true],
  [["awaiting_approval", "approved", "awaiting_approval", "approved"], false],
  [["awaiting_approval", "approved", "awaiting_approval", "expired"], false],
])("after %j, the latest approval was declined: %s", (states, isDeclined) => {
  const steps = states.map((state, index) => step(index + 1, state));
  expect(isLatestDeclined(steps)).toBe(isDeclined);
});

describe("toTimeline", () => {
  test("is empty without an update", () => {
    expect(toTimeline([])).toEqual([]);
  });

  test("shows the expected states of a new order", () => {
    expect(shown([step(1, "awaiting_approval")])).toEqual([
      "awaiting_approval current",
      "approved upcoming",
      "captured upcoming",
      "provisioned upcoming",
    ]);
  });

  test("is done for a provisioned order", () => {
    const states = ["awaiting_approval", "approved", "captured", "provisioned"] as const;
    expect(shown(states.map((state, index) => step(index + 1, state)))).toEqual([
      "awaiting_approval done",
      "approved done",
      "captured done",
      "provisioned done",
    ]);
  });

  test("puts PayPal's review between approval and payment", () => {
    const steps = [step(1, "awaiting_approval"), step(2, "approved"), step(3, "capture_pending")];
    expect(shown(steps).slice(2)).toEqual([
      "capture_pending current",
      "captured upcoming",
      "provisioned upcoming",
    ]);
  });

  test.each([
    ["capture_failed", "stopped"],
    ["expired", "stopped"],
    ["refunded", "ended"],
    ["needs_attention", "waiting"],
  ] as const)("ends at %s, without upcoming items", (state, progress) => {
    expect(shown([step(1, "awaiting_approval"), step(2, state)])).toEqual([
      "awaiting_approval done",
      `${state} ${progress}`,
    ]);
  });

  test("shows refunding, then refunded", () => {
    const paid = [step(1, "awaiting_approval"), step(2, "captured"), step(3, "refunding")];
    expect(shown(paid).slice(1)).toEqual([
      "captured done",
      "refunding current",
      "refunded upcoming",
    ]);
    expect(shown([...paid, step(4, "refunded")]).slice(2)).toEqual([
      "refunding done",
      "refunded ended",
    ]);
  });

  test("shows a declined payment: the order awaits approval again", () => {
    const steps = [
      step(1, "awaiting_approval"),
      step(2, "approved"),
      step(3, "awaiting_approval", "PayPal declined the card."),
    ];
    const items = toTimeline(steps);
    expect(items.slice(0, 3).map(({ progress }) => progress)).toEqual([
      "done",
      "declined",
      "current",
    ]);
    expect(items[2]?.problem).toBe("PayPal declined the card.");
    expect(items.map(({ state }) => state).slice(3)).toEqual([
      "approved",
      "captured",
      "provisioned",
    ]);
  });

  test("keeps a problem, and what it asks for, only while its item is the latest", () => {
    const again = step(3, "awaiting_approval", "Please choose another one at PayPal.");
    const steps = [step(1, "awaiting_approval"), step(2, "approved"), again, step(4, "approved")];
    const paid = toTimeline([...steps, step(5, "captured"), step(6, "provisioned")]);
    expect(paid.map(({ problem }) => problem)).toEqual(paid.map(() => null));
    expect(paid[1]?.progress).toBe("declined");
  });

  test("folds several declined payments into the last one", () => {
    const declined = [step(2, "approved"), step(3, "awaiting_approval")];
    const again = [step(4, "approved"), step(5, "awaiting_approval")];
    const steps = [step(1, "awaiting_approval"), ...declined, ...again, step(6, "approved")];
    const items = toTimeline([...steps, step(7, "awaiting_approval"), step(8, "approved")]);
    expect(items.map(({ progress, attempts }) => `${progress} ${attempts}`).slice(0, 4)).toEqual([
      "done 1",
      "declined 3",
      "done 1",
      "current 1",
    ]);
    expect(items[1]).toMatchObject({ version: 6 });
  });

  test("has one item for updates within a state: first time, latest problem", () => {
    const items = toTimeline([step(1, "captured", "Slow."), step(2, "captured", "Slower.")]);
    expect(items[0]).toMatchObject({ time: "2026-03-01T10:00:01Z", problem: "Slower." });
    expect(items.filter(({ state }) => state === "captured")).toHaveLength(1);
  });

  const identities = (steps: readonly Step[]) =>
    toTimeline(steps).map(({ state, visit }) => `${state} ${visit}`);

  test("keeps an item's identity when it turns from upcoming to done", () => {
    const before = [step(1, "awaiting_approval")];
    expect(identities([...before, step(2, "approved")])).toEqual(identities(before));
  });

  test.each(orderStates)("gives every item its own identity, from %s on", (state) => {
    const ids = identities([step(1, "awaiting_approval"), step(2, "approved"), step(3, state)]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
