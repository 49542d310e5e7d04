import { describe, expect, test, vi } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { Caller, RateLimit } from "../domain/caller.ts";
import { ingress, userCaller } from "../testing/callers.ts";
import { admit } from "./admit.ts";

const camille = userCaller("camille");
const address = "203.0.113.7";

/** A door at which everybody is told the same. */
function door(answer: Caller | BillingError | Error) {
  const limit = () => ({ take: vi.fn<RateLimit["take"]>(async () => null) });
  const [perUser, perService, perAddress] = [limit(), limit(), limit()];
  const authenticate = vi.fn(async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const enter = (from: string | null = address) =>
    admit(
      { authenticator: { authenticate }, perUser, perService, perAddress },
      { authorization: "x", address: from },
    );
  return { perUser, perService, perAddress, authenticate, enter };
}

const refusal = (code: "unauthenticated" | "service_unavailable") => new BillingError(code);

describe("at the door", () => {
  test("a verified caller is counted by his subject alone", async () => {
    const { perUser, perAddress, enter } = door(camille);
    expect(await enter()).toBe(camille);
    expect(perUser.take.mock.calls).toEqual([["camille"]]);
    expect(perAddress.take).not.toHaveBeenCalled();
  });

  test("a service account is counted by its subject, apart from the users it calls for", async () => {
    const { perUser, perService, perAddress, enter } = door(
      userCaller("shop", { isService: true }),
    );
    await enter();
    expect(perService.take.mock.calls).toEqual([["shop"]]);
    expect(perUser.take).not.toHaveBeenCalled();
    expect(perAddress.take).not.toHaveBeenCalled();
  });

  test("whoever the ingress let through is counted by his address", async () => {
    const { perUser, perAddress, enter } = door(ingress);
    expect(await enter()).toBe(ingress);
    expect(perAddress.take.mock.calls).toEqual([[address]]);
    expect(perUser.take).not.toHaveBeenCalled();
  });

  test.each(["unauthenticated", "service_unavailable"] as const)(
    "whoever is not verified is counted by his address, and told why: %s",
    async (code) => {
      const { perUser, perAddress, enter } = door(refusal(code));
      await expect(enter()).rejects.toMatchObject({ code });
      expect(perAddress.take.mock.calls).toEqual([[address]]);
      expect(perUser.take).not.toHaveBeenCalled();
    },
  );

  test("an address that is not known is not counted", async () => {
    for (const { perAddress, enter } of [door(ingress), door(refusal("unauthenticated"))]) {
      await enter(null).catch(() => undefined);
      expect(perAddress.take).not.toHaveBeenCalled();
    }
  });

  test.each([
    ["a user", door(camille), "perUser"],
    ["a service account", door(userCaller("shop", { isService: true })), "perService"],
    ["whoever the ingress let through", door(ingress), "perAddress"],
    ["who shows wrong tokens", door(refusal("unauthenticated")), "perAddress"],
    ["who asks while the issuer is down", door(refusal("service_unavailable")), "perAddress"],
  ] as const)("%s is told how long to wait once he came too often", async (_, at, limit) => {
    at[limit].take.mockResolvedValue(1_234);
    await expect(at.enter()).rejects.toMatchObject({
      code: "too_many_requests",
      retryAfterMs: 1_234,
    });
  });

  test("an address that came too often does not keep a verified user out", async () => {
    const { perAddress, enter } = door(camille);
    perAddress.take.mockResolvedValue(60_000);
    expect(await enter()).toBe(camille);
  });

  test("a fault of ours is not the caller's, and not counted", async () => {
    const broken = new Error("broken");
    const { perUser, perAddress, enter } = door(broken);
    await expect(enter()).rejects.toBe(broken);
    expect(perAddress.take).not.toHaveBeenCalled();
    expect(perUser.take).not.toHaveBeenCalled();
  });
});
