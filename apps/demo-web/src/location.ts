import { useSyncExternalStore } from "react";

function subscribe(onChange: () => void): () => void {
  window.addEventListener("popstate", onChange);
  return () => window.removeEventListener("popstate", onChange);
}

/** Opens a URL of this page without loading the page again. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace) window.history.replaceState(null, "", to);
  else {
    window.history.pushState(null, "", to);
    window.scrollTo(0, 0);
  }
  window.dispatchEvent(new PopStateEvent("popstate"));
}

/** The current URL; renders again after navigation, back and forward. */
export function useLocation(): URL {
  return new URL(useSyncExternalStore(subscribe, () => window.location.href));
}
