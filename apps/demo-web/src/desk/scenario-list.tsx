import { type Scenario, scenarios } from "@onekonsole/billing-scenarios";

interface ScenarioListProps {
  readonly isBusy: boolean;
  readonly play: (scenario: Scenario) => void;
}

/** Every scenario by name, each with one button that plays it. */
export function ScenarioList({ isBusy, play }: ScenarioListProps) {
  return (
    <ul className="desk-scroll scenarios">
      {scenarios.map((scenario) => (
        <li key={scenario.name}>
          <div>
            <strong>{scenario.name}</strong>
            <p className="desk-note">{scenario.description}</p>
          </div>
          <button
            type="button"
            className="button"
            aria-label={`Play: ${scenario.name}`}
            aria-disabled={isBusy}
            onClick={() => play(scenario)}
          >
            Play
          </button>
        </li>
      ))}
    </ul>
  );
}
