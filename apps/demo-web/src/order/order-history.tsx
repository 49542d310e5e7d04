import type { Order } from "@onekonsole/billing-contract";
import { useLanguage } from "../language/use-language.tsx";
import { ServiceText } from "./service-text.tsx";

type Events = Order["history"];

// An ordinary purchase has five events at most.
const shownCount = 6;

/** Everything that happened to an order, oldest first; all but the latest events are folded. */
export function OrderHistory({ events }: { readonly events: Events }) {
  const { history } = useLanguage().texts;
  const earlier = events.slice(0, -shownCount);
  return (
    <section className="card history" aria-labelledby="history-heading">
      <h2 id="history-heading">{history.title}</h2>
      {earlier.length > 0 && (
        <details>
          <summary>{history.earlier(earlier.length)}</summary>
          <EventList events={earlier} />
        </details>
      )}
      <EventList events={events.slice(-shownCount)} />
    </section>
  );
}

function EventList({ events }: { readonly events: Events }) {
  const { formats, texts } = useLanguage();
  return (
    <ol>
      {events.map(({ time, event, text }, index) => (
        // Events have no id, and none is removed before another.
        <li key={index}>
          <time dateTime={time}>{formats.exactTime(time)}</time>
          <ServiceText text={text} translation={texts.orderCodes?.events[event]} />
        </li>
      ))}
    </ol>
  );
}
