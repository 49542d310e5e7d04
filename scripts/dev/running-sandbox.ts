import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The URLs of a running `npm run dev` that other commands need. */
export interface RunningSandbox {
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

async function fetchOperatorToken(issuer: string): Promise<string> {
  const users = (await (await fetch(`${issuer}/users`)).json()) as {
    id: string;
    roles: string[];
  }[];
  const operator = users.find(({ roles }) => roles.includes("billing-operator"));
  const grant = { grant_type: "urn:onekonsole:sandbox-user", user_id: operator?.id ?? "" };
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    body: new URLSearchParams(grant),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}
