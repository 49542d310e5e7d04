import { z } from "zod";
import { pricesSchema } from "@onekonsole/billing-contract";
import { defaultPriceBook } from "./price-book.ts";

// An unset variable of a chart often arrives as an empty string.
const absent = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional());

const httpUrl = () => z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

const wholeNumber = (min: number, max: number) => {
  const rule = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, rule)
    .transform(Number)
    .pipe(z.int().min(min, rule).max(max, rule));
};

const originList = z.string().transform((text, context) =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const origin = URL.canParse(entry) ? new URL(entry).origin : "null";
      if (origin === "null" || origin !== entry.replace(/\/$/, ""))
        context.addIssue({
          code: "custom",
          message: `must list origins such as https://console.example.org`,
        });
      return origin;
    }),
);

const priceBookText = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "must be JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().regex(/^[A-Z]{3}$/, "must be ISO 4217 codes"), pricesSchema))
  .refine((book) => Object.keys(book).length > 0, "must name at least one currency")
  .refine(
    (book) => Object.values(book).every((it) => it.basic + it.img_storage_price_unit > 0),
    "must ask something for the smallest order",
  );

const environmentSchema = z
  .object({
    NODE_ENV: optional(z.string()),
    served_host: optional(z.string()),
    served_port: optional(wholeNumber(0, 65_535)),
    paypal_client_id: optional(z.string()),
    paypal_client_secret: optional(z.string()),
    paypal_environment: optional(z.enum(["sandbox", "live"], "must be sandbox or live")),
    paypal_base_url: optional(httpUrl()),
    web_order_service_url: optional(httpUrl()),
    database_url: optional(
      z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" }),
    ),
    approval_timeout_seconds: optional(wholeNumber(60, 259_200)),
    price_book: optional(priceBookText),
    allowed_origins: optional(originList),
    data_dir: optional(z.string()),
  })
  .superRefine(
    (env, context) => {
      const fault = (variable: string, message: string) =>
        context.addIssue({ code: "custom", path: [variable], message });
      const { NODE_ENV, paypal_client_id: id, paypal_client_secret: secret } = env;
      if (id && !secret) fault("paypal_client_secret", "is required beside paypal_client_id");
      if (secret && !id) fault("paypal_client_id", "is required beside paypal_client_secret");
      if (id && secret && !env.web_order_service_url)
        fault("web_order_service_url", "is required beside the PayPal credentials");
      if (NODE_ENV !== "production") return;
      if (!id && !secret) fault("paypal_client_id", "is required in production");
      if (!id && !secret) fault("paypal_client_secret", "is required in production");
      if (!env.database_url) fault("database_url", "is required in production");
    },
    // zod would skip this once any variable is wrong, and report half of the faults.
    { when: () => true },
  );

/** The service's settings, checked. */
export type Config = ReturnType<typeof readConfig>;

/** The environment can't be used; the message lists every fault by variable, and no value. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`The configuration can't be used:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.name = "ConfigError";
  }
}

/** Reads the lower-case environment variables; throws a ConfigError naming every fault at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>) {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`),
    );
  const env = parsed.data;
  const production = env.NODE_ENV === "production";
  return {
    production,
    host: env.served_host ?? (production ? "0.0.0.0" : "127.0.0.1"),
    port: env.served_port ?? 8030,
    paypal:
      env.paypal_client_id && env.paypal_client_secret
        ? {
            clientId: env.paypal_client_id,
            clientSecret: env.paypal_client_secret,
            environment: env.paypal_environment ?? ("sandbox" as const),
            baseUrl: env.paypal_base_url,
          }
        : null,
    webOrderUrl: env.web_order_service_url ?? null,
    databaseUrl: env.database_url ?? null,
    dataDir: env.data_dir ?? ".data/postgres",
    approvalTimeoutMs: (env.approval_timeout_seconds ?? 10_800) * 1000,
    priceBook: new Map(Object.entries(env.price_book ?? defaultPriceBook)),
    allowedOrigins: env.allowed_origins ? new Set(env.allowed_origins) : null,
  };
}
