import type { WireEntry } from "@onekonsole/billing-sandbox/control";
import { useState } from "react";
import { displayClockTime } from "./clock-time.ts";
import { describeDirection, entryPath, formatBody, isFailed } from "./wire-entries.ts";

/** One request as a line that opens. */
export function WireLine({ entry }: { readonly entry: WireEntry }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-failed={isFailed(entry)}>
        <span className="wire-what">
          <time dateTime={entry.at}>{displayClockTime(entry.at)}</time>
          <span>{describeDirection(entry)}</span>
          <strong>{entry.event_type ?? `${entry.method} ${entryPath(entry)}`}</strong>
        </span>
        <span className="wire-end">
          <span className="wire-status">{entry.status ?? "no response"}</span>
          <span>{entry.duration_ms} ms</span>
        </span>
      </summary>
      {isOpen && <WireDetails entry={entry} />}
    </details>
  );
}

function WireDetails({ entry }: { readonly entry: WireEntry }) {
  return (
    <div className="wire-details">
      <Message
        title={`${entry.method} ${entry.url}`}
        headers={entry.request_headers}
        body={entry.request_body}
      />
      <Message
        title={`Response ${entry.status ?? "missing"}`}
        headers={entry.response_headers}
        body={entry.response_body}
      />
    </div>
  );
}

interface MessageProps {
  readonly title: string;
  readonly headers: WireEntry["request_headers"];
  readonly body: string;
}

function Message({ title, headers, body }: MessageProps) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <>
      <h3>{title}</h3>
      {lines.length > 0 && <pre>{lines.join("\n")}</pre>}
      {body !== "" && <pre>{formatBody(body, headers)}</pre>}
    </>
  );
}
