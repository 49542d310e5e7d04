import "./desk.css";
import "./orders.css";
import "./records.css";
import "./scenarios.css";
import "./switches.css";
import { useNavigate, useSearchParams } from "react-router";
import { PageHeading } from "../layout.tsx";
import { StatusRegion } from "../notice.tsx";
import { ActionPanel } from "./action-panel.tsx";
import { DeskProblem } from "./desk-problem.tsx";
import { NewOrder } from "./new-order.tsx";
import { OrderAnnouncer } from "./order-announcer.tsx";
import { OrderList } from "./order-list.tsx";
import { OrderTimeline } from "./order-timeline.tsx";
import { Panel } from "./panel.tsx";
import { ScenarioList } from "./scenario-list.tsx";
import { ScenarioProgress } from "./scenario-progress.tsx";
import { isPlaying } from "./scenario-run.ts";
import { showPart } from "./show-part.ts";
import { Switches } from "./switches.tsx";
import { useConditions } from "./use-conditions.ts";
import { useDeskOrders } from "./use-desk-orders.ts";
import { useOurOrder } from "./use-our-order.ts";
import { useScenario } from "./use-scenario.ts";
import { WirePanel } from "./wire-panel.tsx";

/**
 * The page that shows every order in both worlds, and steers the sandbox. The strip above every page
 * keeps its queries live.
 */
export function DeskPage() {
  const navigate = useNavigate();
  const chosenId = useSearchParams()[0].get("order") ?? undefined;
  const choose = (id: string) => void navigate(`/desk?order=${id}`, { replace: true });
  // The actions are far below the list in a narrow window.
  const open = (id: string) => {
    choose(id);
    showPart("actions");
  };
  const { orders, disputes, events, isLoading, error, isSandboxMissing } = useDeskOrders();
  const { data: conditions } = useConditions();
  const { run, play, stop } = useScenario(choose);
  const order = orders.find(({ id }) => id === chosenId);
  const { data: ours } = useOurOrder(order);
  return (
    <div className="desk">
      <PageHeading title="Desk">
        Every order at the service and at PayPal, what can happen to it next, and every request.
      </PageHeading>
      <DeskNavigation />
      <StatusRegion>{error && <DeskProblem {...{ error, isSandboxMissing }} />}</StatusRegion>
      {conditions && <Switches conditions={conditions} />}
      <div className="desk-columns">
        <div className="desk-column">
          <Panel id="orders" title="Orders">
            <NewOrder choose={open} />
            {orders.length === 0 && (
              <p className="desk-note">{noOrderText(isLoading, error !== null)}</p>
            )}
            {!isLoading && <OrderAnnouncer {...{ orders, disputes }} />}
            <OrderList {...{ orders, disputes, chosenId }} choose={open} />
          </Panel>
          <Panel id="scenarios" title="Scenarios">
            <ScenarioList isBusy={run !== undefined && isPlaying(run)} play={play} />
          </Panel>
        </div>
        <div className="desk-column">
          {run && (
            <Panel id="scenario" title={`Scenario: ${run.scenario.name}`}>
              <ScenarioProgress run={run} stop={stop} />
            </Panel>
          )}
          <Panel id="actions" title="Actions">
            {order ? (
              <ActionPanel
                key={order.id}
                situation={{ order, disputes, events, ours, conditions }}
              />
            ) : (
              <p className="desk-note">Choose an order to see what can be done with it.</p>
            )}
          </Panel>
        </div>
        <div className="desk-column desk-records">
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

/** Links for narrow windows, in which the parts are below each other. */
function DeskNavigation() {
  return (
    <nav className="desk-nav" aria-label="Parts of the desk">
      <a href="#switches">Conditions</a>
      <a href="#orders">Orders</a>
      <a href="#scenarios">Scenarios</a>
      <a href="#actions">Actions</a>
      <a href="#wire">Wire</a>
    </nav>
  );
}

function noOrderText(isLoading: boolean, hasFailed: boolean): string {
  if (hasFailed) return "No order could be read yet.";
  if (isLoading) return "Loading…";
  return "There is no order yet. Place one here, or order a cluster on the first page.";
}
