import { spawnSync } from "node:child_process";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/** How PostgreSQL's programs, which refuse to run as root, are run. */
export interface OrdinaryUser {
  /** Put before the program and its arguments; empty when nothing is needed. */
  readonly prefix: readonly string[];
  /** Who must own the data folder, as the host sees it; undefined when it is the caller anyway. */
  readonly ownerUid: number | undefined;
}

// The one ordinary user that every system's passwd file names: initdb insists on a name.
const nobody = 65534;

// The kernel interrupts PostgreSQL when Node dies, even by SIGKILL: no orphan keeps the folder.
const dieWithParent = ["setpriv", "--pdeathsig", "INT"];
// Outside the namespace the process stays the caller, so the caller owns all files.
const namespace = ["unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`, "--"];
const inNamespace = [...namespace, ...dieWithParent];
const asNobody = [...dieWithParent, `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];

/**
 * Finds out, by trying, how to run a program without root's rights and bound to this process.
 * @throws EmbeddedPostgresError for root on a machine that offers neither way.
 */
export function findOrdinaryUser(): OrdinaryUser {
  if (process.getuid?.() !== 0) {
    return { prefix: [dieWithParent, inNamespace].find(works) ?? [], ownerUid: undefined };
  }
  if (works(inNamespace)) return { prefix: inNamespace, ownerUid: 0 };
  if (works(asNobody)) return { prefix: asNobody, ownerUid: nobody };
  throw new EmbeddedPostgresError(
    "PostgreSQL refuses to run as root, and neither unshare nor setpriv (util-linux) works here: " +
      "start as an ordinary user, or set database_url to a PostgreSQL server.",
  );
}

/** `id -un` fails, as initdb does, for a user without a name. */
function works(prefix: readonly string[]): boolean {
  return spawnSync("env", [...prefix, "id", "-un"], { stdio: "ignore" }).status === 0;
}

/** Hands a folder and everything in it to the user PostgreSQL runs as, when it isn't theirs yet. */
export function changeOwner(user: OrdinaryUser, folder: string, currentUid: number): void {
  if (user.ownerUid === undefined || user.ownerUid === currentUid) return;
  const chown = spawnSync("chown", ["-R", `${user.ownerUid}:${user.ownerUid}`, folder]);
  if (chown.status !== 0) {
    throw new EmbeddedPostgresError(`Can't change the owner of ${folder}: ${String(chown.stderr)}`);
  }
}
