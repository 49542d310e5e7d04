import { type FormEvent, useState } from "react";
import { control } from "./clients.ts";
import { fromLocalField } from "./clock-time.ts";
import type { Turn } from "./turn.ts";

interface ClockSwitchProps {
  readonly offsetMs: number;
  readonly turn: Turn;
}

/** The sandbox's clock, which moves forward only. */
export function ClockSwitch({ offsetMs, turn }: ClockSwitchProps) {
  const [moment, setMoment] = useState("");
  const advance = (hours: number) => turn(`+${hours} h`, () => control.clock.advance({ hours }));
  const moveTo = (event: FormEvent) => {
    event.preventDefault();
    const to = fromLocalField(moment);
    if (to !== undefined) turn("Move the clock", () => control.clock.moveTo({ to }));
  };
  const now = new Date(Date.now() + offsetMs);
  return (
    <fieldset className="switch">
      <legend>Clock, at {dayAndTime.format(now)}</legend>
      {[1, 3].map((hours) => (
        <button key={hours} type="button" className="button" onClick={() => advance(hours)}>
          +{hours} h
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
