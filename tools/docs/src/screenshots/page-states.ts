import type { Page, Route } from "playwright";
import { payPalButtonShown, submitForm } from "./checkout-actions.ts";

/** A page in one state. */
export interface PageState {
  /** The name of its pictures. */
  readonly name: string;
  readonly path: string;
  /** The user whose browser it is. */
  readonly userId: string;
  /** Brings the opened page into its state. */
  readonly act?: (page: Page) => Promise<void>;
}

interface Known {
  readonly customerId: string;
  /** A customer without orders. */
  readonly newcomerId: string;
  readonly operatorId: string;
  /** Orders by the name of the scenario that ended so. */
  readonly orderIds: ReadonlyMap<string, string>;
  /** An order that was refunded in part. */
  readonly refundedOrderId: string;
  /** An order of the customer that is paid. */
  readonly paidOrderId: string;
  /** An order of the customer that waits for payment. */
  readonly openOrderId: string;
}

const nameField = (page: Page) => page.locator("#clusterName");

/** Every page of the shop, in every state that it can have. */
export function pageStates(known: Known): readonly PageState[] {
  const { customerId, newcomerId, operatorId, orderIds, paidOrderId, openOrderId } = known;
  const checkout = (name: string, act?: PageState["act"], userId = newcomerId): PageState => ({
    name: `checkout ${name}`,
    path: "/",
    userId,
    act: async (page) => {
      await payPalButtonShown(page);
      await act?.(page);
    },
  });
  return [
    checkout("empty"),
    checkout("with an order waiting", undefined, customerId),
    checkout("filled", async (page) => {
      await nameField(page).fill("my-cluster");
      for (const box of ["#hasMonitoring", "#hasAlerting"]) await page.locator(box).press("Space");
    }),
    checkout("with problems", submitForm),
    checkout("with a suggested name", async (page) => {
      await nameField(page).fill("My Cluster");
      await page.locator(".suggestion").waitFor();
    }),
    checkout("after a change of the price", async (page) => {
      await page.route(/order\.prices/, lowerPrice);
      await page.reload();
      await payPalButtonShown(page);
      await page.unroute(/order\.prices/);
      await nameField(page).fill("my-cluster");
      await submitForm(page);
      await page.getByRole("alert").waitFor();
    }),
    checkout("while PayPal's window is open", async (page) => {
      await page.route(/order\.create/, () => undefined);
      await nameField(page).fill("my-cluster");
      await page.locator("paypal-button").click();
      await page.locator("fieldset:disabled").waitFor();
    }),
    checkout("offline", (page) => page.context().setOffline(true)),
    { name: "orders", path: "/orders", userId: customerId },
    { name: "orders none", path: "/orders", userId: newcomerId },
    { name: "order of another user", path: `/order?id=${paidOrderId}`, userId: newcomerId },
    { name: "order unknown", path: "/order?id=UNKNOWN0000000000", userId: customerId },
    { name: "cancel", path: `/cancel?token=${openOrderId}`, userId: customerId },
    { name: "receipt", path: `/receipt?id=${paidOrderId}`, userId: customerId },
    { name: "receipt none yet", path: `/receipt?id=${openOrderId}`, userId: customerId },
    {
      name: "receipt with a credit note",
      path: `/receipt?id=${known.refundedOrderId}`,
      userId: operatorId,
    },
    { name: "not found", path: "/elsewhere", userId: customerId },
    { name: "order waiting for approval", path: `/order?id=${openOrderId}`, userId: customerId },
    ...[...orderIds].map(([scenario, id]) => ({
      name: `order ${scenario}`,
      path: `/order?id=${id}`,
      userId: operatorId,
    })),
    // Last, since each picture places an order.
    checkout("at PayPal", async (page) => {
      await nameField(page).fill("my-cluster");
      await submitForm(page);
      await page.waitForURL(/\/checkoutnow\?token=/);
    }),
  ];
}

/** Shows the prices as they were before a change. */
async function lowerPrice(route: Route): Promise<void> {
  const response = await route.fetch();
  const body = (await response.text()).replaceAll('"basic":20', '"basic":19');
  await route.fulfill({ response, body });
}
