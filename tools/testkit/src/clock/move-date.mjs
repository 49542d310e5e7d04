// Preloaded into a server that follows the sandbox's clock: `Date` is ahead by the milliseconds in a file.
// The file is read at every use, so that the new time applies as soon as it is written. Timers and
// `performance` stay real.
import { openSync, readSync } from "node:fs";

const file = openSync(process.env.SANDBOX_CLOCK_FILE, "r");
const bytes = Buffer.alloc(20);
const offset = () => Number(bytes.toString("latin1", 0, readSync(file, bytes, 0, bytes.length, 0)));

const RealDate = Date;
const now = () => RealDate.now() + offset();

globalThis.Date = new Proxy(RealDate, {
  apply: () => new Date().toString(),
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
});
RealDate.prototype.constructor = Date;
