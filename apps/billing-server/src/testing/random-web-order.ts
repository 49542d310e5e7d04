import type { WebOrder } from "../ports/web-order.ts";
import type { Fault } from "./random-paypal.ts";

export interface RandomWebOrder extends WebOrder {
  /** Clusters ordered there. */
  readonly rows: number;
  /** What is under way arrives. */
  landAll(): void;
}

interface Sea {
  readonly pause: (name: string) => Promise<void>;
  readonly fault: () => Fault;
  readonly refuses: boolean;
  readonly onRow: () => void;
}

/** A web-order that starts a cluster for every POST and may lose, refuse or delay what it is sent. */
export function randomWebOrder({ pause, fault, refuses, onRow }: Sea): RandomWebOrder {
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
    landAll: () => {
      for (const post of underWay) land(post);
    },
    deliver: async () => {
      const luck = fault();
      const post = () => {
        if (refuses) return;
        rows += 1;
        onRow();
      };
      underWay.push(post);
      await pause("web-order POST");
      if (luck === "before" && fault() === "before") {
        underWay = underWay.filter((it) => it !== post);
        return { kind: "turned_away", reason: "HTTP 503" };
      }
      // What goes unanswered arrives later.
      if (luck === "before") return { kind: "unanswered", reason: "time-out" };
      land(post);
      if (luck === "after") return { kind: "answered", reason: "HTTP 500" };
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
