import type { Conditions } from "@onekonsole/billing-sandbox/control";
import { control } from "./clients.ts";
import { type Level, levels, levelTitles, setLevel, simulatorLevel } from "./simulator-level.ts";
import type { Turn } from "./turn.ts";

const simulatorLabels = { paypal: "PayPal", web_order: "web-order", issuer: "Issuer" } as const;

interface LevelSwitchProps {
  readonly simulator: keyof typeof simulatorLabels;
  readonly conditions: Conditions;
  readonly turn: Turn;
}

/** How well a simulator works. */
export function LevelSwitch({ simulator, conditions, turn }: LevelSwitchProps) {
  const level = simulatorLevel(conditions, simulator);
  const set = (chosen: Level) =>
    turn(levelTitles[chosen], () => setLevel(control, simulator, chosen));
  const id = `level-${simulator}`;
  return (
    <div className="switch switch-level">
      <label htmlFor={id}>{simulatorLabels[simulator]}</label>
      <select id={id} value={level ?? ""} onChange={(event) => set(event.target.value as Level)}>
        {!level && <option value="">With faults</option>}
        {levels.map((each) => (
          <option key={each} value={each}>
            {levelTitles[each]}
          </option>
        ))}
      </select>
    </div>
  );
}
