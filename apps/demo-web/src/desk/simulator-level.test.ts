import { startSandbox, type Sandbox } from "@onekonsole/billing-sandbox";
import {
  createSandboxClient,
  describeConditions,
  type SandboxClient,
} from "@onekonsole/billing-sandbox/control";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endConditions } from "./end-conditions.ts";
import { levels, setLevel, simulatorLevel } from "./simulator-level.ts";

let sandbox: Sandbox;
let control: SandboxClient;
beforeEach(async () => {
  sandbox = await startSandbox();
  control = createSandboxClient(sandbox.controlUrl);
});
afterEach(() => sandbox.close());

const levelOf = async (simulator: "paypal" | "web_order" | "issuer") =>
  simulatorLevel(await control.sandbox.conditions(), simulator);

describe("the level of a simulator", () => {
  test.each(levels.toReversed())("is %s once it is set", async (level) => {
    await setLevel(control, "paypal", "refused");
    await setLevel(control, "paypal", level);
    expect(await levelOf("paypal")).toBe(level);
    expect(await levelOf("issuer")).toBe("normal");
  });

  test("is none of them with other faults, which a level removes", async () => {
    const token = { simulator: "paypal", operation: "token", kind: "reset" } as const;
    await control.faults.add(token);
    await control.faults.random({ simulator: "web_order", rate: 0.5 });
    expect([await levelOf("paypal"), await levelOf("web_order")]).toEqual([undefined, undefined]);
    await setLevel(control, "paypal", "normal");
    expect(await levelOf("paypal")).toBe("normal");
  });
});

test("endConditions leaves an undisturbed world, apart from the clock", async () => {
  await setLevel(control, "paypal", "refused");
  await setLevel(control, "web_order", "slow");
  await control.webOrder.setProvisioner({ reachable: false });
  await control.webOrder.setPayPalLink({ state: "down" });
  await control.webOrder.refuse({ cluster_name: "blue-lake" });
  await control.orders.holdRefunds({ on: true });
  await control.reports.delay({ hours: 3 });
  await control.webhooks.setFaults({ drop_rate: 1 });
  await control.webhooks.pause();
  await control.clock.advance({ hours: 1 });
  await endConditions(control, await control.sandbox.conditions());
  expect(describeConditions(await control.sandbox.conditions())).toEqual([
    "The clock is 1 h ahead.",
  ]);
});
