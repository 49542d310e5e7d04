import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitGross, vatAmounts, vatOfPart } from "./vat.ts";

const anySum = fc.bigInt({ min: 0n, max: 400_000_000_000_000n });
const anyRate = fc
  .tuple(fc.nat(99), fc.constantFrom("", ".5", ".05", ".99"))
  .map(([percent, fraction]) => `${percent}${fraction}`);

describe("vatAmounts", () => {
  test.each([
    ["20", true, 3_100n, { net: 2_583n, vat: 517n, gross: 3_100n }],
    ["20", false, 3_100n, { net: 3_100n, vat: 620n, gross: 3_720n }],
    ["5.5", true, 1_055n, { net: 1_000n, vat: 55n, gross: 1_055n }],
    ["5.5", false, 1_000n, { net: 1_000n, vat: 55n, gross: 1_055n }],
    ["8.05", false, 10_000n, { net: 10_000n, vat: 805n, gross: 10_805n }],
    ["0", true, 3_100n, { net: 3_100n, vat: 0n, gross: 3_100n }],
    ["20", true, 1n, { net: 1n, vat: 0n, gross: 1n }],
    // A half is rounded up: 0.5 of 2.5.
    ["20", true, 3n, { net: 2n, vat: 1n, gross: 3n }],
    ["10", false, 5n, { net: 5n, vat: 1n, gross: 6n }],
    ["10", false, 4n, { net: 4n, vat: 0n, gross: 4n }],
  ])("at %s %%, included: %s, splits %s", (rate, included, sum, amounts) => {
    expect(vatAmounts(sum, { rate, included })).toEqual(amounts);
  });

  test("keeps the sum of the lines, and is exact to half a minor unit", () => {
    fc.assert(
      fc.property(anySum, anyRate, fc.boolean(), (sum, rate, included) => {
        const { net, vat, gross } = vatAmounts(sum, { rate, included });
        expect(included ? gross : net).toBe(sum);
        expect(net + vat).toBe(gross);
        expect(net >= 0n && vat >= 0n).toBe(true);
        const [percent = "", fraction = ""] = rate.split(".");
        const parts = BigInt(percent + fraction.padEnd(2, "0"));
        const whole = included ? 10_000n + parts : 10_000n;
        const error = vat * whole - sum * parts;
        expect(2n * error <= whole && 2n * error > -whole).toBe(true);
      }),
    );
  });
});

test("the VAT of all parts adds up to the document's, and is never more than a part", () => {
  const anyParts = fc.array(fc.bigInt({ min: 1n, max: 1_000_000n }), { minLength: 1 });
  fc.assert(
    fc.property(anyParts, anyRate, (parts, rate) => {
      const whole = splitGross(
        parts.reduce((sum, part) => sum + part, 0n),
        rate,
      );
      let [earlier, total] = [0n, 0n];
      for (const part of parts) {
        const vat = vatOfPart(whole, earlier, part);
        expect(vat >= 0n && vat <= part).toBe(true);
        earlier += part;
        total += vat;
      }
      expect(total).toBe(whole.vat);
    }),
  );
});

test("a gross amount is split the same, whether or not the prices include the VAT", () => {
  fc.assert(
    fc.property(anySum, anyRate, (sum, rate) => {
      const charged = vatAmounts(sum, { rate, included: false });
      const split = splitGross(charged.gross, rate);
      expect(split.gross).toBe(charged.gross);
      // Rounding twice differs by one minor unit at most.
      const apart = split.vat - charged.vat;
      expect(apart >= -1n && apart <= 1n).toBe(true);
    }),
  );
});
