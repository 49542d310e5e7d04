import { displayClockTime } from "./clock-time.ts";
import type { OurOrder } from "./desk-order.ts";

/** What happened to an order at the service, newest first. */
export function OrderTimeline({ order }: { readonly order: OurOrder }) {
  return (
    <ol className="desk-timeline" aria-label="Events of the order, newest first">
      {order.history.toReversed().map(({ version, time, event, ...line }) => (
        <li key={version}>
          <time dateTime={time}>{displayClockTime(time)}</time> <strong>{event}</strong>{" "}
          {line.from_state !== line.to_state && <span>to {line.to_state}</span>}{" "}
          <small>by {line.actor ?? line.caused_by}</small>
          {line.problem !== null && <p className="desk-note">{line.problem}</p>}
          {line.note !== null && <p className="desk-note">{line.note}</p>}
        </li>
      ))}
    </ol>
  );
}
