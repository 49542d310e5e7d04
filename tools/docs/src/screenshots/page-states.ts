import type { Page } from "playwright";

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
  /** An order of the customer that is paid. */
  readonly paidOrderId: string;
  /** An order of the customer that waits for payment. */
  readonly openOrderId: string;
}

const submit = (page: Page) => page.locator("form button[type=submit]").last().click();
const nameField = (page: Page) => page.locator("#clusterName");

/** Every page of the shop, in every state that it can have. */
export function pageStates(known: Known): readonly PageState[] {
  const { customerId, newcomerId, operatorId, orderIds, paidOrderId, openOrderId } = known;
  const checkout = (name: string, act?: PageState["act"], userId = newcomerId): PageState => ({
    name: `checkout ${name}`,
    path: "/",
    userId,
    ...(act ? { act } : {}),
  });
  return [
    checkout("empty"),
    checkout("with an order waiting", undefined, customerId),
    checkout("filled", async (page) => {
      await nameField(page).fill("my-cluster");
      for (const box of ["#hasMonitoring", "#hasAlerting"]) await page.locator(box).press("Space");
    }),
    checkout("with problems", submit),
    checkout("with a suggested name", async (page) => {
      await nameField(page).fill("My Cluster");
      await nameField(page).blur();
    }),
    { name: "orders", path: "/orders", userId: customerId },
    { name: "orders none", path: "/orders", userId: newcomerId },
    { name: "order of another user", path: `/order?id=${paidOrderId}`, userId: newcomerId },
    { name: "order unknown", path: "/order?id=UNKNOWN0000000000", userId: customerId },
    { name: "cancel", path: `/cancel?token=${openOrderId}`, userId: customerId },
    { name: "receipt", path: `/receipt?id=${paidOrderId}`, userId: customerId },
    { name: "not found", path: "/elsewhere", userId: customerId },
    { name: "order waiting for approval", path: `/order?id=${openOrderId}`, userId: customerId },
    ...[...orderIds].map(([scenario, id]) => ({
      name: `order ${scenario}`,
      path: `/order?id=${id}`,
      userId: operatorId,
    })),
  ];
}
