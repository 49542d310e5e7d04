import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clusterNamePattern,
  idempotencyKeyPattern,
  orderIdPattern,
  ruleMessages,
  storageLimits,
  userIdPattern,
} from "./order-rules.ts";

/** Texts that a pattern accepts, in lower case where it accepts both. */
const matching = ({ source }: RegExp) => fc.stringMatching(new RegExp(source));

const patterns = { clusterNamePattern, idempotencyKeyPattern, orderIdPattern, userIdPattern };

describe.each(Object.entries(patterns))("%s", (_, pattern) => {
  // A pattern with the flag g or y keeps its last position and rejects every second value.
  test("gives the same result for the same text every time", () => {
    fc.assert(
      fc.property(matching(pattern), (text) => {
        expect([pattern.test(text), pattern.test(text), pattern.test(text)]).toEqual([
          true,
          true,
          true,
        ]);
      }),
    );
  });

  test("rejects a valid text with a line break, a blank or a zero byte around it", () => {
    fc.assert(
      fc.property(
        matching(pattern),
        fc.constantFrom("\n", "\r\n", " ", "\t", "\0"),
        (text, around) => {
          expect(pattern.test(text + around)).toBe(false);
          expect(pattern.test(around + text)).toBe(false);
        },
      ),
    );
  });

  test("decides about long texts without backtracking", () => {
    for (const part of ["a", "a-", "-", "A", "0", "!"]) {
      const begin = Date.now();
      pattern.test(`${part.repeat(100_000)}\n`);
      expect(Date.now() - begin).toBeLessThan(1_000);
    }
  });
});

describe("a cluster's name", () => {
  test("is a DNS label, so it can be part of a host name", () => {
    fc.assert(
      fc.property(fc.stringMatching(clusterNamePattern), (name) => {
        expect(name).toMatch(/^(?!-)[a-z0-9-]{1,63}(?<!-)$/);
      }),
    );
  });

  test.each([
    [1, false],
    [2, true],
    [63, true],
    [64, false],
  ])("of %i letters is allowed: %s", (length, isAllowed) => {
    expect(clusterNamePattern.test("a".repeat(length))).toBe(isAllowed);
  });
});

test("a generated UUID of any version is a user id", () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(id).toMatch(userIdPattern);
    }),
  );
});

test("an order id needs no escaping in a path or a query", () => {
  fc.assert(
    fc.property(fc.stringMatching(orderIdPattern), (id) => {
      expect(encodeURIComponent(id)).toBe(id);
    }),
  );
});

test("an Idempotency-Key can be sent as a header", () => {
  fc.assert(
    fc.property(fc.stringMatching(idempotencyKeyPattern), (key) => {
      expect(/^[\x21-\x7e]+$/.test(key) && key.length <= 255).toBe(true);
    }),
  );
});

describe("a rule's message", () => {
  test.each(Object.entries(ruleMessages))("%s follows a field's name", (_, message) => {
    expect(message).toMatch(/^(must|is required) [^A-Z]*[^.]$/);
  });

  test("has the limits that are checked", () => {
    const { images, monitoring } = storageLimits;
    expect(ruleMessages.imagesStorage).toContain(`from ${images.min} to ${images.max}`);
    expect(ruleMessages.monitoringStorage).toContain(`from ${monitoring.min} to ${monitoring.max}`);
    expect(ruleMessages.clusterName).toContain("2 to 63 characters");
    expect(ruleMessages.idempotencyKey).toContain("1 to 255");
  });
});
