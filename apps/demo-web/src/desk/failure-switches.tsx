import type { Conditions } from "@onekonsole/billing-sandbox/control";
import { control } from "./clients.ts";
import type { Turn } from "./turn.ts";

interface FailureSwitchesProps {
  readonly conditions: Conditions;
  readonly turn: Turn;
}

/** Failures of web-order and of the bank. */
export function FailureSwitches({ conditions, turn }: FailureSwitchesProps) {
  const { web_order, refunds_start_pending } = conditions;
  const setProvisioner = (reachable: boolean) => () =>
    control.webOrder.setProvisioner({ reachable });
  const holdRefunds = (on: boolean) => () => control.orders.holdRefunds({ on });
  return (
    <fieldset className="switch switch-failures">
      <legend>Failures</legend>
      <label className="desk-check">
        <input
          type="checkbox"
          checked={!web_order.is_provisioner_reachable}
          onChange={({ target }) => turn("web-order", setProvisioner(!target.checked))}
        />
        web-order stores, then returns 500
      </label>
      <label className="desk-check">
        <input
          type="checkbox"
          checked={refunds_start_pending}
          onChange={({ target }) => turn("Refunds", holdRefunds(target.checked))}
        />
        Refunds stay pending
      </label>
    </fieldset>
  );
}
