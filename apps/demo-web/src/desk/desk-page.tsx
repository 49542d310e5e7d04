import "./desk.css";
import { PageHeading } from "../layout.tsx";
import { navigate, useLocation } from "../location.ts";
import { Notice } from "../notice.tsx";
import { ActionPanel } from "./action-panel.tsx";
import { describeFailure } from "./describe-failure.ts";
import { placeOrder } from "./new-order.ts";
import { OrderAnnouncer } from "./order-announcer.tsx";
import { OrderList } from "./order-list.tsx";
import { OrderTimeline } from "./order-timeline.tsx";
import { Panel } from "./panel.tsx";
import { Switches } from "./switches.tsx";
import { useAction } from "./use-action.ts";
import { useConditions } from "./use-conditions.ts";
import { useDeskOrders } from "./use-desk-orders.ts";
import { useLiveQueries } from "./use-live-queries.ts";
import { useOurOrder } from "./use-our-order.ts";
import { WirePanel } from "./wire-panel.tsx";

const choose = (id: string): void => navigate(`/desk?order=${id}`, { replace: true });

/** The page that shows every order in both worlds, and steers the sandbox. */
export function DeskPage() {
  useLiveQueries();
  const chosenId = useLocation().searchParams.get("order") ?? undefined;
  const { orders, disputes, isLoading, ourError, paypalError } = useDeskOrders();
  const { data: conditions } = useConditions();
  const order = orders.find(({ id }) => id === chosenId);
  const { data: ours } = useOurOrder(order);
  const problems = [paypalError, ourError].filter((error) => error !== null);
  return (
    <div className="desk">
      <PageHeading title="Desk">
        Every order at the service and at PayPal, what can happen to it next, and every request.
      </PageHeading>
      <nav className="desk-nav" aria-label="Parts of the desk">
        <a href="#switches">Conditions</a>
        <a href="#orders">Orders</a>
        <a href="#actions">Actions</a>
        <a href="#wire">Wire</a>
      </nav>
      {problems.map((error) => (
        <Notice key={describeFailure(error)} tone="warning" role="status">
          <p>{describeFailure(error)} The desk goes on as soon as it can be reached.</p>
        </Notice>
      ))}
      {conditions && (
        <Panel id="switches" title="Conditions">
          <Switches conditions={conditions} />
        </Panel>
      )}
      <div className="desk-columns">
        <Panel id="orders" title="Orders">
          <NewOrder />
          {orders.length === 0 && <p className="desk-note">{isLoading ? "Loading…" : noOrder}</p>}
          {!isLoading && <OrderAnnouncer {...{ orders, disputes }} />}
          <OrderList {...{ orders, disputes, chosenId, choose }} />
        </Panel>
        <Panel id="actions" title="Actions">
          {order ? (
            <ActionPanel key={order.id} situation={{ order, disputes, ours, conditions }} />
          ) : (
            <p className="desk-note">Choose an order to see what can be done with it.</p>
          )}
        </Panel>
        <div className="desk-records">
          {ours && (
            <Panel id="timeline" title="Timeline of the order">
              <OrderTimeline order={ours} />
            </Panel>
          )}
          <Panel id="wire" title="Wire">
            <WirePanel orderId={order?.id} />
          </Panel>
        </div>
      </div>
    </div>
  );
}

const noOrder = "There is no order yet. Place one here, or order a cluster on the first page.";

function NewOrder() {
  const { perform, isPending, failure } = useAction();
  const place = async () => choose(await placeOrder());
  return (
    <>
      <button
        type="button"
        className="button button-primary"
        aria-disabled={isPending}
        onClick={() => perform({ label: "Place an order", perform: place })}
      >
        Place an order
      </button>
      <p className="desk-problem" role="status">
        {failure}
      </p>
    </>
  );
}
