import { expect, test, vi } from "vitest";
import { logOutage } from "./log-outage.ts";

test("an outage is logged at its start and its end, however often it is reported", () => {
  const log = { info: vi.fn(), warn: vi.fn() };
  const outage = logOutage(log, { start: "the moon is down", end: "the moon is up" });
  outage.end();
  for (const cause of ["clouds", "still clouds"]) outage.start({ cause });
  for (let look = 0; look < 3; look += 1) outage.end();
  outage.start({ cause: "a tree" });
  expect(log.warn.mock.calls).toEqual([
    [{ cause: "clouds" }, "the moon is down"],
    [{ cause: "a tree" }, "the moon is down"],
  ]);
  expect(log.info.mock.calls).toEqual([[{}, "the moon is up"]]);
});
