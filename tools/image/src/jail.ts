import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const user = 65532;
const systemPath = "/usr/sbin:/usr/bin:/sbin:/bin";

// The mounts are seen by these processes alone and go with them: there is nothing to undo.
const enterRoot = `
set -e
root=$1
shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -o remount,bind,ro "$root"
exec "$@"`;

// Entering the root and becoming another user takes three capabilities; whoever is not root has none.
const withoutPrivileges = words(
  "setpriv --no-new-privs --bounding-set=-all,+setuid,+setgid,+sys_chroot",
  `chroot --userspec=${user}:${user} --groups=${user}`,
);

// Killed with us, however we end, and with it whatever it has started.
const ownNamespaces = words(
  "setpriv --pdeathsig KILL",
  "unshare --mount --propagation private --pid --fork --kill-child --",
);

function words(...parts: readonly string[]): readonly string[] {
  return parts.join(" ").split(" ");
}

/** What a container is started with. */
export interface Contained {
  /** The folder that becomes its root, read-only. */
  readonly root: string;
  readonly program: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a program as process 1, user 65532, without capabilities, in a read-only root. */
export function startContained({ root, program, environment = {} }: Contained): ChildProcess {
  const [command, args] = commandLine(root, program);
  return spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: systemPath, ...environment },
  });
}

/** Why this machine can't imitate a container; undefined when it can. */
export function whyNotContained(): string | undefined {
  if (process.platform !== "linux") return "it takes Linux";
  if (process.getuid?.() !== 0) return "it takes root, to mount and to become another user";
  const [command, args] = commandLine("/", ["true"]);
  const options = { encoding: "utf8", env: { PATH: systemPath } } as const;
  const { status, stderr, error } = spawnSync(command, args, options);
  if (status === 0) return undefined;
  return `unshare, mount, setpriv or chroot does not work here: ${error?.message ?? stderr.trim()}`;
}

function commandLine(root: string, program: readonly string[]): [string, string[]] {
  const inRoot = ["sh", "-c", enterRoot, "sh", root, ...withoutPrivileges, root, ...program];
  const [command = "", ...args] = [...ownNamespaces, ...inRoot];
  return [command, args];
}

/** How the system sees process 1 of what was started, by the names of /proc/PID/status. */
export function statusOfProcess1(started: ChildProcess): ReadonlyMap<string, string> {
  const lines = readFileSync(`/proc/${pidOfProcess1(started)}/status`, "utf8").split("\n");
  return new Map(
    lines.map((line) => {
      const [name = "", ...values] = line.split(/\s+/);
      return [name.replace(/:$/, ""), values.join(" ")];
    }),
  );
}

/** Signals process 1 itself, as a container engine does. */
export function signalProcess1(started: ChildProcess, signal: NodeJS.Signals): void {
  process.kill(pidOfProcess1(started), signal);
}

function pidOfProcess1({ pid }: ChildProcess): number {
  return Number.parseInt(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8"), 10);
}
