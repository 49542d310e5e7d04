import type { WebOrder } from "../ports/web-order.ts";
import type { Fault } from "./simulated-paypal.ts";

export interface SimulatedWebOrder extends WebOrder {
  /** Clusters ordered there. */
  readonly rows: number;
  /** What is under way arrives. */
  deliverPending(): void;
}

interface WebOrderHooks {
  readonly pause: (name: string) => Promise<void>;
  readonly fault: () => Fault;
  readonly refuses: boolean;
  readonly onRow: () => void;
}

/** A web-order that starts a cluster for every POST and may lose, refuse or delay what it is sent. */
export function simulateWebOrder({
  pause,
  fault,
  refuses,
  onRow,
}: WebOrderHooks): SimulatedWebOrder {
  let rows = 0;
  let underWay: (() => void)[] = [];
  const land = (post: () => void) => {
    if (!underWay.includes(post)) return;
    underWay = underWay.filter((it) => it !== post);
    post();
  };
  return {
    get rows() {
      return rows;
    },
    deliverPending: () => {
      for (const post of underWay) land(post);
    },
    deliver: async () => {
      const drawnFault = fault();
      const post = () => {
        if (refuses) return;
        rows += 1;
        onRow();
      };
      underWay.push(post);
      await pause("web-order POST");
      if (drawnFault === "before" && fault() === "before") {
        underWay = underWay.filter((it) => it !== post);
        return { kind: "turned_away", reason: "HTTP 503" };
      }
      // What goes unanswered arrives later.
      if (drawnFault === "before") return { kind: "unanswered", reason: "time-out" };
      land(post);
      if (drawnFault === "after") return { kind: "answered", reason: "HTTP 500" };
      return refuses
        ? { kind: "refused", reason: "HTTP 400" }
        : { kind: "accepted", webOrderId: rows };
    },
    lookUp: async () => {
      await pause("web-order look-up");
      if (fault() !== "none") return { kind: "unknown", reason: "HTTP 500" };
      return rows > 0 ? { kind: "found", webOrderId: rows } : { kind: "absent" };
    },
  };
}
