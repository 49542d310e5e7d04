import type { Bench } from "./bench.ts";
import { compare, type Rounds } from "./compare.ts";
import { getLoad } from "./load/loads.ts";
import { toRow } from "./report/row.ts";

const sizes = {
  quick: { rounds: 3, operations: 1_500, atOnce: 32 },
  full: { rounds: 7, operations: 8_000, atOnce: 32 },
};
const path = "/order/prices";

/** GET of the prices over REST, beside a bare Hono route and node:http. */
export const benchPrices: Bench = async (environment, size) => {
  const hono = await environment.startBaseline("bare-hono");
  const http = await environment.startBaseline("node-http");
  const billing = await environment.startBilling();
  const candidates = [
    getLoad("bare Hono", hono, path),
    getLoad("bare Hono, EUR", hono, "/prices?currency=EUR"),
    getLoad("node:http", http, path),
    getLoad("billing", billing, path),
    getLoad("billing, EUR", billing, `${path}?currency=EUR`),
  ] as const;
  const [bare, bareCurrency, plain, rest, currency] = await compare(candidates, sizes[size]);
  const beside = (baseline: Rounds) =>
    ({
      unit: "per second",
      baseline: { name: baseline.name, rounds: baseline.perSecond },
    }) as const;
  return [
    toRow({
      ...beside(bare),
      name: `GET ${path}`,
      rounds: rest.perSecond,
      target: { of: "ratio", limit: 0.9 },
    }),
    toRow({
      ...beside(bareCurrency),
      name: `GET ${path}?currency=EUR`,
      rounds: currency.perSecond,
      target: { of: "ratio", limit: 0.7 },
    }),
    toRow({ ...beside(bare), name: "node:http, for comparison", rounds: plain.perSecond }),
  ];
};
