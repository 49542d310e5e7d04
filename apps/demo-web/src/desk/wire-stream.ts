import type { WireEntry } from "@onekonsole/billing-sandbox/control";

export interface WireListener {
  /** The stream is open. Changes before this moment were not reported. */
  readonly onOpen?: () => void;
  /** The sandbox cannot be reached; the stream is opened again later. */
  readonly onLost?: () => void;
  readonly onEntry?: (entry: WireEntry) => void;
  /** An operation of the control API may have changed the sandbox. */
  readonly onActed?: () => void;
}

export interface WireStream {
  /** Adds a listener; returns a function that removes it. */
  readonly follow: (listener: WireListener) => () => void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * One stream of the wire log for all listeners of this tab. It is closed while the tab is hidden or
 * has no listener: browsers allow six connections to a host, over all tabs.
 */
export function createWireStream(url: string): WireStream {
  const listeners = new Set<WireListener>();
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = firstPauseMs;

  const each = (call: (listener: WireListener) => void) => listeners.forEach(call);

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  function open(): void {
    close();
    if (listeners.size === 0 || document.hidden) return;
    source = new EventSource(url);
    source.addEventListener("open", () => {
      pauseMs = firstPauseMs;
      each((listener) => listener.onOpen?.());
    });
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const entry = JSON.parse(data) as WireEntry;
      each((listener) => listener.onEntry?.(entry));
    });
    source.addEventListener("acted", () => each((listener) => listener.onActed?.()));
    source.addEventListener("error", () => {
      close();
      each((listener) => listener.onLost?.());
      timer = setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  }

  return {
    follow(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        document.addEventListener("visibilitychange", open);
        open();
      } else if (source?.readyState === EventSource.OPEN) listener.onOpen?.();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        document.removeEventListener("visibilitychange", open);
        close();
      };
    },
  };
}
