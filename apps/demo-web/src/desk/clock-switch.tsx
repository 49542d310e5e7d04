import { type FormEvent, useState } from "react";
import { control } from "./clients.ts";
import { fromLocalField } from "./clock-time.ts";
import type { Turn } from "./turn.ts";

interface ClockSwitchProps {
  readonly offsetMs: number;
  readonly turn: Turn;
}

// The service queries PayPal several times, minutes apart, before it takes an order as expired.
const steps = [
  { label: "+5 min", time: { minutes: 5 } },
  { label: "+1 h", time: { hours: 1 } },
  { label: "+3 h", time: { hours: 3 } },
];

/** The sandbox's clock, which moves forward only. */
export function ClockSwitch({ offsetMs, turn }: ClockSwitchProps) {
  const [moment, setMoment] = useState("");
  const moveTo = (event: FormEvent) => {
    event.preventDefault();
    const to = fromLocalField(moment);
    if (to !== undefined) turn("Move the clock", () => control.clock.moveTo({ to }));
  };
  const now = new Date(Date.now() + offsetMs);
  return (
    <fieldset className="switch">
      <legend>Clock, at {dayAndTime.format(now)}</legend>
      {steps.map(({ label, time }) => (
        <button
          key={label}
          type="button"
          className="button"
          onClick={() => turn(label, () => control.clock.advance(time))}
        >
          {label}
        </button>
      ))}
      <form onSubmit={moveTo}>
        <label className="visually-hidden" htmlFor="clock-moment">
          Move the clock to
        </label>
        <input
          id="clock-moment"
          type="datetime-local"
          required
          value={moment}
          onChange={(event) => setMoment(event.target.value)}
        />
        <button type="submit" className="button">
          Move
        </button>
      </form>
    </fieldset>
  );
}

const dayAndTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
