import type { AppOutputs } from "@onekonsole/billing-contract";

/** How a test kit behaves. */
export interface KitOptions {
  /** The root of the service for which the kit responds; `https://billing.test` by default. */
  readonly url?: string;
  /**
   * Whether the payer has approved every order at PayPal when `order.approve` is called, or approves with `approve`
   * of the kit only; `approves` by default.
   */
  readonly payer?: "approves" | "waits";
  /**
   * How an approved order moves on: through `captured` to `provisioned`, with a pause of these milliseconds in each
   * state, or only with `advance`. 0 by default: the order is provisioned when `order.approve` responds.
   */
  readonly progress?: number | "manual";
  /** Replaces parts of the response of `order.prices`. The first of `currencies` is the default. */
  readonly prices?: Partial<AppOutputs["order"]["prices"]>;
}

export type KitSettings = Required<Omit<KitOptions, "prices">> & {
  readonly prices: AppOutputs["order"]["prices"];
};

/** The default options. */
export const kitSettings = ({ prices, ...options }: KitOptions): KitSettings => ({
  payer: "approves",
  progress: 0,
  ...options,
  url: (options.url ?? "https://billing.test").replace(/\/+$/, ""),
  prices: {
    basic: 20,
    img_storage_price_unit: 1,
    monitoring_option: 5,
    monitoring_storage_price_unit: 1,
    alerting_option: 5,
    currencies: ["EUR", "USD"],
    vat: { country: "FR", rate: "20", included: true, reason: null },
    seller: null,
    ...prices,
  },
});
