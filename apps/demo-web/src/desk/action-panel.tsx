import { stateTitle } from "../order/state-titles.ts";
import { en } from "../texts/en.ts";
import { clients, sandboxUrl } from "./clients.ts";
import { toCurl } from "./curl.ts";
import {
  actorTitles,
  type DeskAction,
  type DeskActor,
  deskActions,
  type DeskSituation,
} from "./desk-actions.ts";
import { describePayPalOrder, orderTitle } from "./desk-order.ts";
import { useAction } from "./use-action.ts";

/** An order in both worlds, and what one can do with it. */
export function ActionPanel({ situation }: { readonly situation: DeskSituation }) {
  const { perform, action, isPending, isSuccess, failure } = useAction<DeskAction>();
  const actions = deskActions(clients, situation);
  return (
    <>
      <Situation {...situation} />
      <div className="desk-result" role="status">
        {action && isPending && <p>{action.label}…</p>}
        {action && isSuccess && <Done action={action} />}
        {action && failure !== undefined && (
          <p className="desk-problem">
            <strong>{action.label}: not done.</strong> {failure}
          </p>
        )}
      </div>
      {(Object.keys(actorTitles) as DeskActor[]).map((actor) => (
        <ActorGroup
          key={actor}
          title={actorTitles[actor]}
          actions={actions.filter((it) => it.actor === actor)}
          isBusy={isPending}
          perform={perform}
        />
      ))}
      {actions.length === 0 && <p className="desk-note">Nothing can be done with this order.</p>}
    </>
  );
}

function Situation({ order, disputes, ours }: DeskSituation) {
  return (
    <dl className="desk-situation">
      <div>
        <dt>Order</dt>
        <dd>
          {orderTitle(order)} <code>{order.id}</code>
        </dd>
      </div>
      <div>
        <dt>Service</dt>
        <dd>
          {order.ours
            ? stateTitle({ state: order.ours.state, visit: 1 }, en.states)
            : "has no such order"}
          {ours && <p className="desk-note">{ours.situation}</p>}
          {ours && <p className="desk-note">{ours.next_step}</p>}
        </dd>
      </div>
      <div>
        <dt>PayPal</dt>
        <dd>{describePayPalOrder(order, disputes).join(", ")}</dd>
      </div>
    </dl>
  );
}

function Done({ action: { label, leadsTo, http } }: { readonly action: DeskAction }) {
  return (
    <>
      <p>
        <strong>{label}: done.</strong> Expected: {leadsTo}
      </p>
      {http && <pre className="code">{toCurl(sandboxUrl, http)}</pre>}
    </>
  );
}

interface ActorGroupProps {
  readonly title: string;
  readonly actions: readonly DeskAction[];
  readonly isBusy: boolean;
  readonly perform: (action: DeskAction) => void;
}

function ActorGroup({ title, actions, isBusy, perform }: ActorGroupProps) {
  if (actions.length === 0) return null;
  return (
    <section className="desk-actor">
      <h3>{title}</h3>
      <ul>
        {actions.map((action) => (
          <li key={action.key}>
            <button
              type="button"
              className="button"
              aria-disabled={isBusy}
              aria-describedby={`leads ${action.key}`.replaceAll(" ", "-")}
              onClick={() => perform(action)}
            >
              {action.label}
            </button>
            <p id={`leads ${action.key}`.replaceAll(" ", "-")}>{action.leadsTo}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
