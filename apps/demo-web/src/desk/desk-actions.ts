import {
  type Conditions,
  type HttpCall,
  type OrderActor,
  orderActions,
  performCall,
  toHttp,
} from "@onekonsole/billing-sandbox/control";
import type { ScenarioWorld } from "@onekonsole/billing-scenarios";
import type { DeskOrder, Dispute, OurOrder, WebhookEvent } from "./desk-order.ts";

export type DeskActor = OrderActor | "operator";

/** Who acts, in the order of the page. */
export const actorTitles: Readonly<Record<DeskActor, string>> = {
  payer: "Payer",
  merchant: "Merchant, in PayPal's dashboard",
  paypal: "PayPal",
  bank: "Bank",
  web_order: "web-order",
  attacker: "Attacker",
  operator: "Operator of the service",
};

/** One button. */
export interface DeskAction {
  /** Unique among the actions of an order. */
  readonly key: string;
  readonly actor: DeskActor;
  readonly label: string;
  readonly leadsTo: string;
  /** The call of the control API; undefined for a procedure of the service. */
  readonly http: HttpCall | undefined;
  readonly perform: () => Promise<unknown>;
}

export interface DeskSituation {
  readonly order: DeskOrder;
  readonly disputes: readonly Dispute[];
  readonly events: readonly WebhookEvent[];
  /** Undefined until loaded. */
  readonly ours: OurOrder | undefined;
  readonly conditions: Conditions | undefined;
}

/** Everything that one can do with an order in its state, at the simulators and at the service. */
export const deskActions = (
  clients: ScenarioWorld,
  situation: DeskSituation,
): readonly DeskAction[] => [
  ...sandboxActions(clients, situation),
  ...returnToConsole(clients, situation),
  ...operatorActions(clients, situation),
];

function sandboxActions(
  { control }: ScenarioWorld,
  { order, disputes, events, ours, conditions }: DeskSituation,
): DeskAction[] {
  const { paypal } = order;
  if (!paypal) return [];
  const refused = conditions?.web_order.refused_names ?? [];
  return orderActions({
    order: paypal,
    disputes: disputes.filter(({ id }) => paypal.dispute_ids.includes(id)),
    events,
    ...(ours && {
      cluster: {
        name: ours.cluster_name,
        isRefused: refused.includes(ours.cluster_name),
        isOrdered: ours.web_order_id !== null,
      },
    }),
  }).map(({ id, call, ...words }) => ({
    ...words,
    key: [id, ...Object.values(call.input).map(String)].join(" "),
    http: toHttp(call),
    perform: () => performCall(control, call),
  }));
}

/** The payer's way back from PayPal, after which the console reports the approval to the service. */
function returnToConsole(
  { customer }: ScenarioWorld,
  { order: { id, ours } }: DeskSituation,
): DeskAction[] {
  if (ours?.state !== "awaiting_approval") return [];
  return [
    {
      key: "return",
      actor: "payer",
      label: "Return to the console",
      leadsTo:
        "The service verifies the approval at PayPal, and captures the payment if it finds it.",
      http: undefined,
      perform: () => customer(ours.user_id).order.approve.mutate({ order_id: id }),
    },
  ];
}

const operatorLabels = {
  retry: "Retry",
  refund: "Refund all that remains",
  close: "Close",
} as const;

function operatorActions({ operator }: ScenarioWorld, { ours }: DeskSituation): DeskAction[] {
  if (!ours) return [];
  const { order_id } = ours;
  return ours.available_actions.map(({ action, effect }) => ({
    key: action,
    actor: "operator",
    label: operatorLabels[action],
    leadsTo: effect,
    http: undefined,
    perform: async () => {
      // A webhook may have changed the order after it was shown; an action names its version.
      const { version } = await operator.operator.order.query({ order_id });
      return operator.operator[action].mutate({ order_id, version, reason: "Done at the desk" });
    },
  }));
}
