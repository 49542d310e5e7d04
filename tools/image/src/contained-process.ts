import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const user = 65532;
const systemPath = "/usr/sbin:/usr/bin:/sbin:/bin";

// The mounts exist in the namespace of these processes alone and end with them.
const enterRoot = `
set -e
root=$1
shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -o remount,bind,ro "$root"
exec "$@"`;

// chroot needs three capabilities to enter the root and switch the user; the new user has none.
const withoutPrivileges = splitWords(
  "setpriv --no-new-privs --bounding-set=-all,+setuid,+setgid,+sys_chroot",
  `chroot --userspec=${user}:${user} --groups=${user}`,
);

// Killed when this process ends, together with all its children.
const ownNamespaces = splitWords(
  "setpriv --pdeathsig KILL",
  "unshare --mount --propagation private --pid --fork --kill-child --",
);

function splitWords(...parts: readonly string[]): readonly string[] {
  return parts.join(" ").split(" ");
}

/** A program and its root folder. */
export interface ContainedProgram {
  /** The folder that becomes the root, read-only. */
  readonly root: string;
  readonly program: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a program as process 1, user 65532, without capabilities, in a read-only root. */
export function startContainedProgram({
  root,
  program,
  environment = {},
}: ContainedProgram): ChildProcess {
  const [command, args] = commandLine(root, program);
  return spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: systemPath, ...environment },
  });
}

/** Why this machine cannot imitate a container; `undefined` if it can. */
export function missingPrerequisite(): string | undefined {
  if (process.platform !== "linux") return "it needs Linux";
  if (process.getuid?.() !== 0) return "it needs root, to mount folders and to switch the user";
  const [command, args] = commandLine("/", ["true"]);
  const options = { encoding: "utf8", env: { PATH: systemPath } } as const;
  const { status, stderr, error } = spawnSync(command, args, options);
  if (status === 0) return undefined;
  return `unshare, mount, setpriv or chroot fails: ${error?.message ?? stderr.trim()}`;
}

function commandLine(root: string, program: readonly string[]): [string, string[]] {
  const inRoot = ["sh", "-c", enterRoot, "sh", root, ...withoutPrivileges, root, ...program];
  const [command = "", ...args] = [...ownNamespaces, ...inRoot];
  return [command, args];
}

/** The fields of /proc/PID/status of a contained process 1. */
export function readProcess1Status(started: ChildProcess): ReadonlyMap<string, string> {
  const lines = readFileSync(`/proc/${process1Id(started)}/status`, "utf8").split("\n");
  return new Map(
    lines.map((line) => {
      const [name = "", ...values] = line.split(/\s+/);
      return [name.replace(/:$/, ""), values.join(" ")];
    }),
  );
}

/** Sends a signal to process 1, as a container engine does. */
export function signalProcess1(started: ChildProcess, signal: NodeJS.Signals): void {
  process.kill(process1Id(started), signal);
}

function process1Id({ pid }: ChildProcess): number {
  return Number.parseInt(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8"), 10);
}
