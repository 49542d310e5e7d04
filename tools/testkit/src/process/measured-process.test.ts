import { expect, test } from "vitest";
import { startMeasured } from "./measured-process.ts";

const program = `
  process.on("SIGTERM", () => process.exit(0));
  console.log(JSON.stringify({ port: 8030 }));
  setInterval(() => undefined, 60_000);`;

test("a measured process can be stopped more than once", async () => {
  const measured = await startMeasured({ args: ["-e", program] });
  expect(measured.port).toBe(8030);
  await measured.stop();
  await expect(measured.stop()).resolves.toBeUndefined();
});
