/** A scenario could not be played to its end: a step had another result than the scenario needs. */
export class ScenarioFailure extends Error {
  override readonly name = "ScenarioFailure";
}
