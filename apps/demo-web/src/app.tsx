import { orderIdPattern } from "@onekonsole/billing-contract/browser";
import { type ReactNode, useEffect, useRef } from "react";
import { CancelPage } from "./checkout/cancel-page.tsx";
import { CheckoutPage } from "./checkout/checkout-page.tsx";
import { Layout } from "./layout.tsx";
import { useLocation } from "./location.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { OrderPage } from "./order/order-page.tsx";

/** PayPal adds `token=<order id>` to the two addresses it sends the payer back to. */
function orderIdAt({ pathname, searchParams }: URL): string | undefined {
  const given = searchParams.get(pathname === "/order" ? "id" : "token") ?? "";
  return orderIdPattern.test(given) ? given : undefined;
}

function pageAt(location: URL): ReactNode {
  const { pathname } = location;
  const orderId = orderIdAt(location);
  if (pathname === "/") return <CheckoutPage />;
  if (pathname === "/cancel") return <CancelPage orderId={orderId} />;
  if (orderId && pathname === "/return")
    return <OrderPage key={orderId} orderId={orderId} returned />;
  if (orderId && pathname === "/order") return <OrderPage key={orderId} orderId={orderId} />;
  return <NotFoundPage />;
}

/** The page for the address shown. */
export function App() {
  const location = useLocation();
  // Coming back from PayPal the address turns into the order's own, and the page stays the same.
  const pathname = location.pathname === "/return" ? "/order" : location.pathname;
  const page = `${pathname} ${orderIdAt(location)}`;
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    document.querySelector("h1")?.focus();
  }, [page]);
  return <Layout>{pageAt(location)}</Layout>;
}
