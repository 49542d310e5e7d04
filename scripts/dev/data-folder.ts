import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { claimDataFolder } from "@onekonsole/embedded-postgres";

/** What `npm run dev` keeps between its starts. */
export interface DataFolder {
  readonly database: string;
  /** The simulators' state. */
  readonly simulators: string;
  /** The offset of the billing server's clock, written at each start. */
  readonly clockFile: string;
}

/** The layout below `root`. */
export const dataFolderAt = (root: string): DataFolder => ({
  database: join(root, "postgres"),
  simulators: join(root, "simulators"),
  clockFile: join(root, "clock"),
});

/**
 * Removes the data, or checks it; returns what there is to say about it. Rejects while another process uses the
 * database.
 */
export async function prepareData(
  { database, simulators }: DataFolder,
  isFresh: boolean,
): Promise<readonly string[]> {
  const hasData = existsSync(database) || existsSync(simulators);
  if (isFresh && hasData) {
    await claimDataFolder(database);
    for (const folder of [database, simulators]) rmSync(folder, { recursive: true, force: true });
    return ["The data of the last start is removed: database and simulators are new."];
  }
  // Versions without stored simulators had a database only.
  if (existsSync(database) && !existsSync(simulators))
    return [
      "The simulators have no state from the last start, so PayPal does not know the orders in the database. " +
        "To start anew: npm run dev -- --fresh",
    ];
  return [hasData ? "The data of the last start is in use." : "The data is new."];
}
