import type { Conditions } from "@onekonsole/billing-sandbox/control";
import { control } from "./clients.ts";
import type { Turn } from "./turn.ts";

interface WebhookSwitchProps {
  readonly webhooks: Conditions["webhooks"];
  readonly turn: Turn;
}

/** Stops all webhooks, and starts them again with or without those that were kept back. */
export function WebhookSwitch({ webhooks, turn }: WebhookSwitchProps) {
  const { is_paused, paused_count } = webhooks;
  const resume = (discard: boolean) => () => control.webhooks.resume({ discard });
  return (
    <fieldset className="switch">
      <legend>Webhooks</legend>
      {is_paused ? (
        <>
          <button
            type="button"
            className="button"
            onClick={() => turn("Start webhooks", resume(false))}
          >
            Start, send {paused_count}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => turn("Start webhooks", resume(true))}
          >
            Start, lose {paused_count}
          </button>
        </>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => turn("Stop webhooks", () => control.webhooks.pause())}
        >
          Stop
        </button>
      )}
    </fieldset>
  );
}
