import { orderIdPattern } from "@onekonsole/billing-contract/browser";
import { type ComponentType, type ReactNode, Suspense, useEffect, useRef } from "react";
import { CancelPage } from "./checkout/cancel-page.tsx";
import { CheckoutPage } from "./checkout/checkout-page.tsx";
import { DeskPage } from "./development.tsx";
import { InLanguage, useLanguage } from "./language/use-language.tsx";
import { Layout } from "./layout.tsx";
import { useLocation } from "./location.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { OrderPage } from "./order/order-page.tsx";
import { OrdersPage } from "./orders/orders-page.tsx";

/** PayPal adds `token=<order id>` to the URLs to which it sends the payer back. */
function orderIdAt({ pathname, searchParams }: URL): string | undefined {
  const given = searchParams.get(pathname === "/order" ? "id" : "token") ?? "";
  return orderIdPattern.test(given) ? given : undefined;
}

function pageAt(location: URL): ReactNode {
  const { pathname } = location;
  const orderId = orderIdAt(location);
  if (pathname === "/") return <CheckoutPage />;
  if (pathname === "/desk" && DeskPage) return <Desk Page={DeskPage} />;
  if (pathname === "/orders") return <OrdersPage />;
  if (pathname === "/cancel") return <CancelPage orderId={orderId} />;
  if (orderId && pathname === "/return")
    return <OrderPage key={orderId} orderId={orderId} returned />;
  if (orderId && pathname === "/order") return <OrderPage key={orderId} orderId={orderId} />;
  return <NotFoundPage />;
}

/** The desk is for developers, in English only. */
function Desk({ Page }: { readonly Page: ComponentType }) {
  const { texts } = useLanguage();
  return (
    <Suspense fallback={<p role="status">{texts.layout.openingDesk}</p>}>
      <div lang="en">
        <InLanguage language="en" browserLanguages={navigator.languages}>
          <Page />
        </InLanguage>
      </div>
    </Suspense>
  );
}

/** The page of the current URL. */
export function App() {
  const location = useLocation();
  // After the return from PayPal, the URL changes to the order's own without a new page.
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
