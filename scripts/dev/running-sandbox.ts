import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { NamedUrls } from "./choose-ports.ts";

/** What other commands need of a running `npm run dev`. */
export interface RunningSandbox {
  readonly pid: number;
  /** What the banner shows. */
  readonly urls: NamedUrls;
  readonly billing: string;
  readonly issuer: string;
}

/** The file that `npm run dev` keeps in its checkout while it runs. */
export const runningFile: string = join(import.meta.dirname, "..", "..", ".data", "running.json");

/** Writes the file; resolves with a function that removes it. */
export async function writeRunningFile(
  file: string,
  sandbox: RunningSandbox,
): Promise<() => Promise<void>> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(sandbox));
  return () => rm(file, { force: true });
}

/** The sandbox that runs in this checkout, if any: a killed one leaves a file, too. */
export async function findRunning(file: string): Promise<RunningSandbox | undefined> {
  try {
    const running = JSON.parse(await readFile(file, "utf8")) as RunningSandbox;
    process.kill(running.pid, 0);
    // Another program may have the process id, but not the issuer's port.
    await fetchUsers(running.issuer);
    return running;
  } catch {
    return undefined;
  }
}

/**
 * The command line's settings for the running sandbox, as its operator. None if no sandbox runs, even
 * if a killed one left its file.
 */
export async function sandboxSettings(file: string): Promise<Readonly<Record<string, string>>> {
  try {
    const { billing, issuer } = JSON.parse(await readFile(file, "utf8")) as RunningSandbox;
    return { billing_url: billing, billing_token: await fetchOperatorToken(issuer) };
  } catch {
    return {};
  }
}

async function fetchUsers(issuer: string): Promise<{ id: string; roles: string[] }[]> {
  const response = await fetch(`${issuer}/users`);
  return (await response.json()) as { id: string; roles: string[] }[];
}

async function fetchOperatorToken(issuer: string): Promise<string> {
  const operator = (await fetchUsers(issuer)).find(({ roles }) =>
    roles.includes("billing-operator"),
  );
  const grant = { grant_type: "urn:onekonsole:sandbox-user", user_id: operator?.id ?? "" };
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    body: new URLSearchParams(grant),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}
