import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { lockFolder } from "./lock-folder.ts";
import { readStateFile } from "./read-state-file.ts";
import { importSandbox, sandboxParts, type Simulators } from "./sandbox-state.ts";
import { StateJournal } from "./state-journal.ts";

/** The state of a sandbox in a folder. */
export interface StateStore {
  /** Writes all changes. */
  flush(): void;
  /** Writes all changes, and releases the folder. */
  close(): void;
}

/**
 * Restores the state in a folder, if there is one, and keeps it there from then on. Rejects with an
 * `UnusableState` if the folder is in use or its content is not readable.
 */
export async function openStateStore(folder: string, simulators: Simulators): Promise<StateStore> {
  mkdirSync(folder, { recursive: true });
  const release = lockFolder(folder);
  try {
    const file = join(folder, "sandbox.jsonl");
    const parts = sandboxParts(simulators);
    const state = readStateFile(file, parts);
    if (state) await importSandbox(simulators, state);
    const journal = new StateJournal(file, parts);
    return {
      flush: () => journal.flush(),
      close: () => {
        journal.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}
