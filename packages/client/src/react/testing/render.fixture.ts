import { environmentManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement, type FunctionComponent, StrictMode } from "react";
import type { Container } from "react-dom/client";
import { vi } from "vitest";
import type { BillingClient } from "../../create-billing-client.ts";
import { BillingProvider } from "../billing-provider.ts";

const listeners = { addEventListener: () => undefined, removeEventListener: () => undefined };
const view = { ...listeners, HTMLIFrameElement: Object, event: undefined };
const document = { ...listeners, nodeType: 9, activeElement: null, defaultView: view };

/** As much of a browser as React needs for components that render nothing. */
function element(): Container {
  Object.assign(globalThis, { window: view, document });
  environmentManager.setIsServer(() => false);
  return {
    ...listeners,
    nodeType: 1,
    tagName: "DIV",
    ownerDocument: document,
  } as unknown as Container;
}

/** Resolves once an assertion holds, however slow the machine is. */
export const eventually = (assert: () => void): Promise<void> =>
  vi.waitFor(assert, { timeout: 60_000, interval: 10 });

export interface Rendered extends Disposable {
  readonly queryClient: QueryClient;
  /** Replaces what is rendered; nothing for an unmounted page. */
  readonly show: (...uses: readonly (() => unknown)[]) => void;
}

/** Renders hooks in React's strict mode, each in a component of its own, with a client and an own cache. */
export async function renderHooks(
  client: BillingClient,
  ...uses: readonly (() => unknown)[]
): Promise<Rendered> {
  const container = element();
  const { createRoot } = await import("react-dom/client");
  const root = createRoot(container);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 1 } } });
  const components = new Map<() => unknown, FunctionComponent>();
  const componentOf = (use: () => unknown): FunctionComponent => {
    const known = components.get(use);
    if (known) return known;
    const component = () => {
      use();
      return null;
    };
    components.set(use, component);
    return component;
  };
  const show = (...shown: readonly (() => unknown)[]) =>
    root.render(
      createElement(
        StrictMode,
        null,
        createElement(
          QueryClientProvider,
          { client: queryClient },
          createElement(
            BillingProvider,
            { client },
            ...shown.map((use, key) => createElement(componentOf(use), { key })),
          ),
        ),
      ),
    );
  show(...uses);
  return {
    queryClient,
    show,
    [Symbol.dispose]: () => {
      root.unmount();
      queryClient.clear();
    },
  };
}
