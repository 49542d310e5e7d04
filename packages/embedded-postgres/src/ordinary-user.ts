import { spawnSync } from "node:child_process";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/** How to run PostgreSQL's programs, which refuse to run as root. */
export interface OrdinaryUser {
  /** Command prefix; empty if none is needed. */
  readonly prefix: readonly string[];
  /** The required owner of the data folder on the host; undefined for the current user. */
  readonly ownerUid: number | undefined;
}

// The unprivileged user that every system's passwd file contains: initdb requires a named user.
const unprivilegedId = 65534;

// The kernel interrupts PostgreSQL if Node ends, even by SIGKILL, so that no orphan blocks the folder.
const dieWithParent = ["setpriv", "--pdeathsig", "INT"];
// Outside the namespace the process has the caller's uid, so the caller owns all files.
const namespace = [
  "unshare",
  "--user",
  `--map-user=${unprivilegedId}`,
  `--map-group=${unprivilegedId}`,
  "--",
];
const inNamespace = [...namespace, ...dieWithParent];
const asUnprivilegedUser = [
  ...dieWithParent,
  `--reuid=${unprivilegedId}`,
  `--regid=${unprivilegedId}`,
  "--clear-groups",
];

/**
 * Determines by trial how to run a program without root privileges and bound to this process.
 * @throws EmbeddedPostgresError for root if neither unshare nor setpriv works.
 */
export function findOrdinaryUser(): OrdinaryUser {
  if (process.getuid?.() !== 0) {
    return { prefix: [dieWithParent, inNamespace].find(works) ?? [], ownerUid: undefined };
  }
  if (works(inNamespace)) return { prefix: inNamespace, ownerUid: 0 };
  if (works(asUnprivilegedUser)) return { prefix: asUnprivilegedUser, ownerUid: unprivilegedId };
  throw new EmbeddedPostgresError(
    "PostgreSQL refuses to run as root, and neither unshare nor setpriv (util-linux) works here: " +
      "start as an ordinary user, or set database_url to a PostgreSQL server.",
  );
}

/** `id -un` fails, as initdb does, for a user without a name. */
function works(prefix: readonly string[]): boolean {
  return spawnSync("env", [...prefix, "id", "-un"], { stdio: "ignore" }).status === 0;
}

/** Changes the owner of a folder and its contents to the user that PostgreSQL runs as. */
export function changeOwner(user: OrdinaryUser, folder: string, currentUid: number): void {
  if (user.ownerUid === undefined || user.ownerUid === currentUid) return;
  const chown = spawnSync("chown", ["-R", `${user.ownerUid}:${user.ownerUid}`, folder]);
  if (chown.status !== 0) {
    throw new EmbeddedPostgresError(
      `Cannot change the owner of ${folder}: ${String(chown.stderr)}`,
    );
  }
}
