import { describe, expect, test, vi } from "vitest";
import { BillingError } from "../domain/billing-error.ts";
import type { Caller } from "../domain/caller.ts";
import type { BatchedRateLimit, RateLimit } from "../ports/rate-limit.ts";
import { ingress, userCaller } from "../testing/callers.ts";
import { authenticateAndLimit, limitByAddress } from "./authenticate-and-limit.ts";

const camille = userCaller("camille");
const address = "203.0.113.7";

/** Access control with one result for every caller. */
function accessFor(answer: Caller | BillingError | Error) {
  const limit = () => ({ take: vi.fn<RateLimit["take"]>(async () => null) });
  const [perUser, perService] = [limit(), limit()];
  const perAddress = { take: vi.fn<BatchedRateLimit["take"]>(() => null) };
  const authenticate = vi.fn(async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const authenticationAndLimits = {
    authenticator: { authenticate },
    perUser,
    perService,
    perAddress,
  };
  const credentials = (from: string | null) => ({ authorization: "x", address: from });
  const enter = (from: string | null = address) =>
    authenticateAndLimit(authenticationAndLimits, credentials(from));
  const pass = (from: string | null = address) =>
    limitByAddress(authenticationAndLimits, credentials(from));
  return { perUser, perService, perAddress, authenticate, enter, pass };
}

const refusal = (code: "unauthenticated" | "service_unavailable") => new BillingError(code);

describe("authentication and limits", () => {
  test("an authenticated caller is counted by subject alone", async () => {
    const { perUser, perAddress, enter } = accessFor(camille);
    expect(await enter()).toBe(camille);
    expect(perUser.take.mock.calls).toEqual([["camille"]]);
    expect(perAddress.take).not.toHaveBeenCalled();
  });

  test("a service account is counted by its subject, apart from the users it calls for", async () => {
    const { perUser, perService, perAddress, enter } = accessFor(
      userCaller("shop", { isService: true }),
    );
    await enter();
    expect(perService.take.mock.calls).toEqual([["shop"]]);
    expect(perUser.take).not.toHaveBeenCalled();
    expect(perAddress.take).not.toHaveBeenCalled();
  });

  test("a caller authenticated by the ingress is counted by address", async () => {
    const { perUser, perAddress, enter } = accessFor(ingress);
    expect(await enter()).toBe(ingress);
    expect(perAddress.take.mock.calls).toEqual([[address]]);
    expect(perUser.take).not.toHaveBeenCalled();
  });

  test.each(["unauthenticated", "service_unavailable"] as const)(
    "an unauthenticated caller is counted by address and receives the error: %s",
    async (code) => {
      const { perUser, perAddress, enter } = accessFor(refusal(code));
      await expect(enter()).rejects.toMatchObject({ code });
      expect(perAddress.take.mock.calls).toEqual([[address]]);
      expect(perUser.take).not.toHaveBeenCalled();
    },
  );

  test("an unknown address is not counted", async () => {
    for (const { perAddress, enter } of [
      accessFor(ingress),
      accessFor(refusal("unauthenticated")),
    ]) {
      await enter(null).catch(() => undefined);
      expect(perAddress.take).not.toHaveBeenCalled();
    }
  });

  test.each([
    ["a user", accessFor(camille), "perUser"],
    ["a service account", accessFor(userCaller("shop", { isService: true })), "perService"],
    ["a caller authenticated by the ingress", accessFor(ingress), "perAddress"],
    ["with invalid tokens", accessFor(refusal("unauthenticated")), "perAddress"],
    ["while the issuer is down", accessFor(refusal("service_unavailable")), "perAddress"],
  ] as const)("%s receives the time to wait over the limit", async (_, at, limit) => {
    if (limit === "perAddress") at[limit].take.mockReturnValue(1_234);
    else at[limit].take.mockResolvedValue(1_234);
    await expect(at.enter()).rejects.toMatchObject({
      code: "too_many_requests",
      retryAfterMs: 1_234,
    });
  });

  test("an address over its limit does not block a verified user", async () => {
    const { perAddress, enter } = accessFor(camille);
    perAddress.take.mockReturnValue(60_000);
    expect(await enter()).toBe(camille);
  });

  test("an internal error is not the caller's, and is not counted", async () => {
    const broken = new Error("broken");
    const { perUser, perAddress, enter } = accessFor(broken);
    await expect(enter()).rejects.toBe(broken);
    expect(perAddress.take).not.toHaveBeenCalled();
    expect(perUser.take).not.toHaveBeenCalled();
  });
});

describe("a request that needs no token", () => {
  test("is counted by its address, and its token is not read", async () => {
    const { perAddress, perUser, authenticate, pass } = accessFor(camille);
    await pass();
    expect(perAddress.take.mock.calls).toEqual([[address]]);
    expect(perUser.take).not.toHaveBeenCalled();
    expect(authenticate).not.toHaveBeenCalled();
  });

  test("from an unknown address is not counted", async () => {
    const { perAddress, pass } = accessFor(ingress);
    await pass(null);
    expect(perAddress.take).not.toHaveBeenCalled();
  });

  test.each([
    ["a user", camille, "perUser", "camille"],
    ["a service account", userCaller("shop", { isService: true }), "perService", "shop"],
  ] as const)(
    "from an address over its limit passes with the token of %s, and counts there",
    async (_, caller, limit, subject) => {
      const at = accessFor(caller);
      at.perAddress.take.mockReturnValue(60_000);
      await at.pass();
      expect(at[limit].take.mock.calls).toEqual([[subject]]);
      at[limit].take.mockResolvedValue(1_234);
      await expect(at.pass()).rejects.toMatchObject({
        code: "too_many_requests",
        retryAfterMs: 1_234,
      });
    },
  );

  test.each([
    ["without a valid token", refusal("unauthenticated")],
    ["while the issuer is down", refusal("service_unavailable")],
    ["with a trusted ingress", ingress],
    ["while tokens cannot be verified", new Error("broken")],
  ])("from an address over its limit must wait %s", async (_, answer) => {
    const { perAddress, pass } = accessFor(answer);
    perAddress.take.mockReturnValue(1_234);
    await expect(pass()).rejects.toMatchObject({ code: "too_many_requests", retryAfterMs: 1_234 });
  });
});
