import type { Conditions } from "@onekonsole/billing-sandbox/control";
import { control } from "./clients.ts";
import { ClockSwitch } from "./clock-switch.tsx";
import { endConditions } from "./end-conditions.ts";
import { FailureSwitches } from "./failure-switches.tsx";
import { LevelSwitch } from "./level-switch.tsx";
import { Panel } from "./panel.tsx";
import type { Turn } from "./turn.ts";
import { useAction } from "./use-action.ts";
import { WebhookSwitch } from "./webhook-switch.tsx";

/** Outages, slowness, webhooks and the clock. */
export function Switches({ conditions }: { readonly conditions: Conditions }) {
  const { perform, failure } = useAction();
  const turn: Turn = (label, change) => perform({ label, perform: change });
  return (
    <Panel
      id="switches"
      title="Conditions"
      action={
        <button
          type="button"
          className="button"
          onClick={() => turn("End all conditions", () => endConditions(control, conditions))}
        >
          End all conditions
        </button>
      }
    >
      <div className="switches">
        {(["paypal", "web_order", "issuer"] as const).map((simulator) => (
          <LevelSwitch key={simulator} {...{ simulator, conditions, turn }} />
        ))}
        <WebhookSwitch webhooks={conditions.webhooks} turn={turn} />
        <FailureSwitches conditions={conditions} turn={turn} />
        <ClockSwitch offsetMs={conditions.clock_offset_ms} turn={turn} />
      </div>
      <p className="desk-problem" role="status">
        {failure}
      </p>
    </Panel>
  );
}
