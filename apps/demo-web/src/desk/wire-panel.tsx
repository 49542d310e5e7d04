import type { WireEntry } from "@onekonsole/billing-sandbox/control";
import { useState } from "react";
import { useWire } from "./use-wire.ts";
import { WireLine } from "./wire-line.tsx";

/** The requests and responses between the service and the simulators, newest first. */
export function WirePanel({ orderId }: { readonly orderId: string | undefined }) {
  const { data: entries = [], isLoading } = useWire();
  const [isOfOrder, setOfOrder] = useState(true);
  const isFiltered = isOfOrder && orderId !== undefined;
  const shown = isFiltered ? entries.filter((entry) => entry.order_id === orderId) : entries;
  return (
    <>
      <label className="desk-check">
        <input
          type="checkbox"
          checked={isFiltered}
          disabled={orderId === undefined}
          onChange={(event) => setOfOrder(event.target.checked)}
        />
        Only the chosen order
      </label>
      {shown.length === 0 && <p className="desk-note">{isLoading ? "Loading…" : noEntry}</p>}
      <WireList entries={shown} />
    </>
  );
}

const noEntry = "No request yet. Each one appears here with its response.";

function WireList({ entries }: { readonly entries: readonly WireEntry[] }) {
  return (
    <ol className="wire" aria-label="Requests and responses, newest first">
      {entries.toReversed().map((entry) => (
        <li key={entry.id}>
          <WireLine entry={entry} />
        </li>
      ))}
    </ol>
  );
}
