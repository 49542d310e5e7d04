import { useEffect, useRef } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";

/**
 * After a change of the page, moves the focus to its heading, as a browser does for a new document,
 * and to the top after a link. The browser restores the position after back and forward.
 */
export function usePageChange(): void {
  const page = pageKey(useLocation());
  const isPush = useNavigationType() === NavigationType.Push;
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    if (isPush) window.scrollTo(0, 0);
    document.querySelector("h1")?.focus({ preventScroll: true });
  }, [page, isPush]);
}

/**
 * What a visitor takes for one page. After the return from PayPal, the URL changes to the order's
 * own without a new page.
 */
function pageKey({ pathname, search }: { pathname: string; search: string }): string {
  const parameters = new URLSearchParams(search);
  if (pathname === "/return") return `/order ${parameters.get("token")}`;
  return `${pathname} ${parameters.get("id")}`;
}
