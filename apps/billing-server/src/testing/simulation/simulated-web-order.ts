import type { WebOrder } from "../../ports/web-order.ts";
import type { Fault } from "./paypal-behavior.ts";

export interface SimulatedWebOrder extends WebOrder {
  /** The number of created rows. */
  readonly rows: number;
  /** Delivers all pending requests. */
  deliverPending(): void;
}

interface WebOrderHooks {
  readonly pause: (name: string) => Promise<void>;
  readonly fault: () => Fault;
  readonly refuses: boolean;
  readonly onRow: () => void;
}

/** A web-order that creates a row for every POST, and may lose, reject or delay requests. */
export function simulateWebOrder({
  pause,
  fault,
  refuses,
  onRow,
}: WebOrderHooks): SimulatedWebOrder {
  let rows = 0;
  let pending: (() => void)[] = [];
  const receive = (post: () => void) => {
    if (!pending.includes(post)) return;
    pending = pending.filter((it) => it !== post);
    post();
  };
  return {
    get rows() {
      return rows;
    },
    deliverPending: () => {
      for (const post of pending) receive(post);
    },
    deliver: async () => {
      const drawnFault = fault();
      const post = () => {
        if (refuses) return;
        rows += 1;
        onRow();
      };
      pending.push(post);
      await pause("web-order POST");
      if (drawnFault === "before" && fault() === "before") {
        pending = pending.filter((it) => it !== post);
        return { kind: "no_upstream", reason: "HTTP 503" };
      }
      // A request without a response is delivered later.
      if (drawnFault === "before") return { kind: "unanswered", reason: "time-out" };
      receive(post);
      if (drawnFault === "after") return { kind: "answered", reason: "HTTP 500" };
      return refuses
        ? { kind: "refused", reason: "HTTP 400" }
        : { kind: "accepted", webOrderId: rows };
    },
    lookUp: async () => {
      await pause("web-order lookup");
      if (fault() !== "none") return { kind: "unknown", reason: "HTTP 500" };
      return rows > 0 ? { kind: "found", webOrderId: rows } : { kind: "absent" };
    },
  };
}
