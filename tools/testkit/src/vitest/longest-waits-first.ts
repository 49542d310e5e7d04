import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files whose tests mostly wait for real time limits, for up to half a minute. */
const waiting =
  /\/test\/(?:crash\/silent-database|orders\/delivery|security\/request-limits|flow\/(?:no-traces|paypal-faults|two-servers))\./;

/** Starts the files that mostly wait before all others, which then run beside them. */
export class LongestWaitsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- Not of an array.
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) => waiting.test(moduleId);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}
