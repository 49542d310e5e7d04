import { controlCall } from "../control-call.ts";
import type { ActionRule } from "./order-action.ts";

export const webOrderActions: readonly ActionRule[] = [
  {
    id: "refuse-name",
    actor: "web_order",
    label: "Reject the cluster name",
    leadsTo: "web-order rejects the paid order with 400, and the service refunds the payment.",
    calls: ({ cluster }) =>
      cluster && !cluster.isRefused && !cluster.isOrdered
        ? [controlCall("webOrder", "refuse", { cluster_name: cluster.name })]
        : [],
  },
  {
    id: "allow-name",
    actor: "web_order",
    label: "Accept the cluster name again",
    leadsTo: "web-order accepts the next order with this name.",
    calls: ({ cluster }) =>
      cluster?.isRefused ? [controlCall("webOrder", "allow", { cluster_name: cluster.name })] : [],
  },
];
