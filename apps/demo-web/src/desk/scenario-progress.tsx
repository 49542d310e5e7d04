import type { PlayedScenario } from "@onekonsole/billing-scenarios";
import { useEffect } from "react";
import {
  describeRun,
  isPlaying,
  type ScenarioRun,
  type StepStatus,
  stepStatus,
} from "./scenario-run.ts";
import { showPart } from "./show-part.ts";

interface ScenarioProgressProps {
  readonly run: ScenarioRun;
  readonly stop: () => void;
}

/** The steps of a scenario as they happen, then the expected result beside the one that was seen. */
export function ScenarioProgress({ run, stop }: ScenarioProgressProps) {
  const { scenario, result } = run;
  useEffect(() => showPart("scenario"), [scenario]);
  return (
    <>
      <p className="desk-note">{scenario.description}</p>
      <ol className="scenario-steps">
        {scenario.steps.map(({ text }, index) => {
          const status = stepStatus(run, index);
          return (
            <li key={`${index} ${text}`} data-status={status}>
              {text}
              <span className="step-status">{statusTexts[status]}</span>
            </li>
          );
        })}
      </ol>
      <p className="scenario-outcome" role="status">
        {!isPlaying(run) && <Outcome hasPassed={result?.passed ?? false} />}
        {describeRun(run)}
      </p>
      {isPlaying(run) && (
        <button type="button" className="button" onClick={stop}>
          Stop the scenario
        </button>
      )}
      {result && <Comparison result={result} />}
    </>
  );
}

const statusTexts: Readonly<Record<StepStatus, string>> = {
  done: "done",
  current: "in progress",
  failed: "failed",
  upcoming: "",
};

function Outcome({ hasPassed }: { readonly hasPassed: boolean }) {
  return (
    <strong className={hasPassed ? "chip chip-paid" : "chip chip-failed"}>
      {hasPassed ? "Passed" : "Failed"}
    </strong>
  );
}

function Comparison({ result: { fields } }: { readonly result: PlayedScenario }) {
  return (
    <table className="comparison">
      <caption className="visually-hidden">Expected and seen</caption>
      <thead>
        <tr>
          <th scope="col">Result</th>
          <th scope="col">Expected</th>
          <th scope="col">Seen</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, label, expected, seen, matches }) => (
          <tr key={field} data-matches={matches}>
            <th scope="row">{label}</th>
            <td>{expected}</td>
            <td>
              {seen}
              {!matches && <strong> (differs)</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
