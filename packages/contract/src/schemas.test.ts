import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { moneySchema } from "./field-schemas.ts";
import {
  createOrderInputSchema,
  listOrdersInputSchema,
  orderReferenceSchema,
  pricesInputSchema,
  pricesSchema,
  watchInputSchema,
} from "./schemas.ts";

const details = {
  user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
  cluster_name: "blue-lake",
  images_storage: 10,
  has_monitoring: true,
  monitoring_storage: 5,
  has_alerting: false,
};
const input = { order_details: details, currency: "EUR" };

const problems = (schema: z.ZodType, value: unknown): string[] => {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`);
};
const paths = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path }) => path.join("."));

test.each<[object | undefined, string[]]>([
  [undefined, []],
  [{}, []],
  [{ limit: 100, payment: "Partly refunded", cluster_name: "blue-lake" }, []],
  [{ user_id: details.user_id, created_from: "2026-03-01T10:00:00Z" }, []],
  [{ limit: 0 }, ["limit must be a whole number from 1 to 100"]],
  [{ limit: 101 }, ["limit must be a whole number from 1 to 100"]],
  [{ limit: "7" }, ["limit must be a whole number from 1 to 100"]],
  [
    { payment: "Lost" },
    ["payment must be one of Paid, Pending, Failed, Refunded, Partly refunded"],
  ],
  [{ created_before: "yesterday" }, ["created_before must be a UTC time"]],
  [{ after: "?" }, ["after must be the `next` of an earlier response"]],
])("the input of a list %o has the problems %j", (conditions, expected) => {
  expect(problems(listOrdersInputSchema, conditions)).toEqual(expected);
});

const wrongDetails: Record<keyof typeof details, readonly unknown[]> = {
  user_id: [undefined, null, 7, "", "me", "0b1f4c1e52a74bd89d0a2f6f0c7a9e31", "g".repeat(36)],
  cluster_name: [
    undefined,
    null,
    7,
    "",
    "a",
    "-a",
    "a-",
    "Blue",
    "blue lake",
    "blue.lake",
    "blue-lake\n",
    "bleu-é",
    "a".repeat(64),
  ],
  images_storage: [undefined, null, "10", 0, -1, 1.5, 1_000_001, Number.NaN, Infinity, [10]],
  has_monitoring: [undefined, null, "true", 1],
  monitoring_storage: [undefined, null, "5", -1, 0.5, 1_000_001],
  has_alerting: [undefined, null, "false", 0],
};

const wrongInputs: Record<string, readonly unknown[]> = {
  order_details: [undefined, null, "cluster", 7, [details]],
  currency: [undefined, null, 978, "", "eur", "EURO", "€"],
  return_url: [null, 7, "", "/back", "javascript:alert(1)", "ftp://shop.example.org"],
  locale: [null, 7, "", "FR", "fr_FR", "fr-fr", "français", "fra", "fr-Latn-250", "fr-FR\n"],
  idempotency_key: [null, 7, "", "two words", "tab\there", "line\n", "ключ", "a".repeat(256)],
  cancel_url: [null, 7, "shop.example.org", `https://shop.example.org/${"a".repeat(2000)}`],
};

const eachValue = (table: Record<string, readonly unknown[]>): [string, unknown][] =>
  Object.entries(table).flatMap(([field, values]) =>
    values.map((value): [string, unknown] => [field, value]),
  );

describe("an order's input", () => {
  test.each(eachValue(wrongDetails))("names order_details.%s when it is %j", (field, value) => {
    const wrong = { ...input, order_details: { ...details, [field]: value } };
    expect(paths(createOrderInputSchema, wrong)).toEqual([`order_details.${field}`]);
  });

  test.each(eachValue(wrongInputs))("names %s when it is %j", (field, value) => {
    expect(paths(createOrderInputSchema, { ...input, [field]: value })).toEqual([field]);
  });

  test.each([[undefined], [null], ["text"], [7], [[input]]])(
    "must be an object, not %j",
    (body) => {
      expect(problems(createOrderInputSchema, body)).toEqual([" must be a JSON object"]);
    },
  );

  test("distinguishes a missing field from a wrong one", () => {
    const order_details = { ...details, cluster_name: undefined, has_alerting: "yes" };
    expect(problems(createOrderInputSchema, { ...input, order_details })).toEqual([
      "order_details.cluster_name is required",
      "order_details.has_alerting must be true or false",
    ]);
  });

  test("reports every invalid field at once", () => {
    const order_details = { has_monitoring: true };
    const everything = { order_details, currency: "?", return_url: "x", cancel_url: "x" };
    expect(paths(createOrderInputSchema, everything).toSorted()).toEqual([
      "cancel_url",
      "currency",
      "order_details.cluster_name",
      "order_details.has_alerting",
      "order_details.images_storage",
      "order_details.monitoring_storage",
      "order_details.user_id",
      "return_url",
    ]);
  });

  test.each([["aa"], ["a1"], ["0-9"], ["a--b"], ["a".repeat(63)]])(
    "accepts the cluster name %s",
    (cluster_name) => {
      const named = { ...input, order_details: { ...details, cluster_name } };
      expect(createOrderInputSchema.parse(named).order_details.cluster_name).toBe(cluster_name);
    },
  );

  test.each(["fr", "fr-FR", "zh-Hant-TW", "sr-Latn", "es-419"])(
    "accepts the locale %s of PayPal's pages",
    (locale) => {
      expect(createOrderInputSchema.parse({ ...input, locale }).locale).toBe(locale);
    },
  );

  test.each([
    ["a backslash", "https://console.example.org\\@evil.example/", "/@evil.example/"],
    ["capitals", "HTTPS://Console.Example.ORG/Done", "/Done"],
    ["the port of its scheme", "https://console.example.org:443/done", "/done"],
    ["tabs and line breaks", "\thttps://con\nsole.example.org/do\r\nne ", "/done"],
    ["no path", "https://console.example.org?a=1#b", "/?a=1#b"],
    ["letters of other scripts", "https://console.example.org/fertig ü", "/fertig%20%C3%BC"],
    ["an empty user name", "https://@console.example.org/", "/"],
    ["one slash", "https:/console.example.org", "/"],
  ])("normalizes a URL with %s as in the URL standard", (_, written, path) => {
    for (const field of ["return_url", "cancel_url"] as const)
      expect(createOrderInputSchema.parse({ ...input, [field]: written })[field]).toBe(
        `https://console.example.org${path}`,
      );
  });

  test("writes an international host as in DNS, and keeps a trailing dot, which is another host", () => {
    const parsed = createOrderInputSchema.parse({
      ...input,
      return_url: "https://bücher.example",
      cancel_url: "https://console.example.org./",
    });
    expect(parsed.return_url).toBe("https://xn--bcher-kva.example/");
    expect(parsed.cancel_url).toBe("https://console.example.org./");
  });

  test.each([
    "https://console.example.org@evil.example/",
    "https://user:password@console.example.org/",
    "https://:password@console.example.org/",
    "https:\\\\user@console.example.org",
    "https://console.example.org%2f@evil.example/",
  ])("rejects a URL with a user name or a password: %s", (return_url) => {
    expect(problems(createOrderInputSchema, { ...input, return_url })).toEqual([
      "return_url must not contain a user name or a password",
    ]);
  });

  test.each([
    ["a random one", "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31"],
    ["a version that RFC 9562 does not define", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
    ["one in capitals", "0B1F4C1E-52A7-4BD8-9D0A-2F6F0C7A9E31"],
  ])("accepts a user id: %s", (_, user_id) => {
    const order_details = { ...details, user_id };
    expect(createOrderInputSchema.parse({ ...input, order_details }).order_details.user_id).toBe(
      user_id.toLowerCase(),
    );
  });

  test.each([["31"], [31], [-1], [null], [true], [{ value: "0.01" }], [["31"]]])(
    "ignores an amount of %j",
    (amount) => {
      expect(createOrderInputSchema.safeParse({ ...input, amount }).success).toBe(true);
    },
  );

  test("drops unknown fields at every level", () => {
    const extended = { ...input, role: "admin", order_details: { ...details, price: 0 } };
    expect(createOrderInputSchema.parse(extended)).toEqual(input);
  });

  test("requires monitoring storage only with monitoring", () => {
    const { monitoring_storage: _, ...none } = details;
    const without = { ...input, order_details: { ...none, has_monitoring: false } };
    expect(createOrderInputSchema.parse(without).order_details.monitoring_storage).toBe(0);
    expect(problems(createOrderInputSchema, { ...input, order_details: none })).toEqual([
      "order_details.monitoring_storage is required when has_monitoring is true",
    ]);
  });

  test("accepts zero gigabytes of monitoring storage with monitoring", () => {
    const order_details = { ...details, monitoring_storage: 0 };
    expect(problems(createOrderInputSchema, { ...input, order_details })).toEqual([]);
  });
});

describe("an order reference", () => {
  test.each([["5O190127TN364715T"], ["a-b_c"], ["A".repeat(64)]])("accepts %s", (order_id) => {
    expect(orderReferenceSchema.parse({ order_id })).toEqual({ order_id });
  });

  test.each([[undefined], [null], [""], [7], ["a b"], ["../orders"], ["A".repeat(65)], ["A\n"]])(
    "names order_id when it is %j",
    (order_id) => {
      expect(paths(orderReferenceSchema, { order_id })).toEqual(["order_id"]);
    },
  );

  test.each([["0"], ["12"], [null], [undefined]])("resumes after %j", (lastEventId) => {
    expect(watchInputSchema.safeParse({ order_id: "A", lastEventId }).success).toBe(true);
  });

  test.each([[""], ["-1"], ["1.5"], ["last"], [3], ["1234567890"]])(
    "names lastEventId when it is %j",
    (lastEventId) => {
      expect(paths(watchInputSchema, { order_id: "A", lastEventId })).toEqual(["lastEventId"]);
    },
  );
});

describe("prices", () => {
  const prices = {
    basic: 20,
    img_storage_price_unit: 1,
    monitoring_option: 5,
    monitoring_storage_price_unit: 1,
    alerting_option: 5,
  };

  test.each(Object.keys(prices))("names %s when it is wrong", (name) => {
    for (const wrong of [undefined, null, "20", -1, 0.5, 1_000_000_001])
      expect(paths(pricesSchema, { ...prices, [name]: wrong })).toEqual([name]);
  });

  test("take a currency or none", () => {
    expect(pricesInputSchema.parse(undefined)).toBeUndefined();
    expect(pricesInputSchema.parse({})).toEqual({});
    expect(pricesInputSchema.parse({ currency: "EUR" })).toEqual({ currency: "EUR" });
    expect(paths(pricesInputSchema, { currency: "euro" })).toEqual(["currency"]);
  });
});

test.each([[{ value: "31" }], [{ value: "31.00" }], [{ value: "-31.00" }]])(
  "money on the wire can be %j",
  ({ value }) => {
    expect(moneySchema.safeParse({ currency_code: "EUR", value }).success).toBe(true);
  },
);

test.each([[31], ["31.0"], ["31,00"], ["1e3"], [""]])("money on the wire is never %j", (value) => {
  expect(paths(moneySchema, { currency_code: "EUR", value })).toEqual(["value"]);
});

test.each(["a", "2f8d1c9e-52a7-4bd8-9d0a-2f6f0c7a9e31", "!~", "~".repeat(255)])(
  "an Idempotency-Key may be %s",
  (idempotency_key) => {
    expect(problems(createOrderInputSchema, { ...input, idempotency_key })).toEqual([]);
  },
);
