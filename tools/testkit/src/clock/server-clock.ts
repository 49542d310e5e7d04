import { writeFileSync } from "node:fs";
import { installDatabaseClock, moveDatabaseClock } from "./database-clock.ts";

/** The clock of a billing server and its database, which follows that of the sandbox. */
export interface ServerClock {
  /** How far it is ahead of the machine's clock when it is opened: a database keeps it. */
  readonly offsetMs: number;
  /** A module that the server has to be started with, by `--import`. */
  readonly preload: string;
  /** For the server's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Moves both; resolves once every later read of the time has the new one. */
  readonly move: (offsetMs: number) => Promise<void>;
}

/**
 * Installs a clock in a database before the server starts. `file` is where the server reads the offset.
 * Needs a superuser; nothing of the server changes.
 */
export async function openServerClock(databaseUrl: string, file: string): Promise<ServerClock> {
  const offsetMs = await installDatabaseClock(databaseUrl);
  writeFileSync(file, toText(offsetMs));
  return {
    offsetMs,
    preload: new URL("move-date.mjs", import.meta.url).href,
    environment: { SANDBOX_CLOCK_FILE: file },
    move: (moved) => moveDatabaseClock(databaseUrl, moved, () => overwrite(file, moved)),
  };
}

/** Of a fixed length. */
const toText = (offsetMs: number): string => String(Math.round(offsetMs)).padStart(20);

/** Without an empty file in between, which a reader could find. */
const overwrite = (file: string, offsetMs: number): void =>
  writeFileSync(file, toText(offsetMs), { flag: "r+" });
