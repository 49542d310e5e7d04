import "./conditions-strip.css";
import { describeConditions } from "@onekonsole/billing-sandbox/control";
import { Link } from "react-router";
import { useConditions } from "./use-conditions.ts";
import { useLiveQueries } from "./use-live-queries.ts";

/** What is on in the sandbox at the moment, above every page; empty in an undisturbed world. */
export function ConditionsStrip() {
  useLiveQueries();
  const { data } = useConditions();
  const sentences = data ? describeConditions(data) : [];
  return (
    <div className="conditions" role="status" lang="en">
      {sentences.length > 0 && (
        <p>
          <strong>Simulated conditions</strong>
          {sentences.map((sentence) => (
            <span key={sentence}>{sentence}</span>
          ))}
          <Link to="/desk">Change at the desk</Link>
        </p>
      )}
    </div>
  );
}
