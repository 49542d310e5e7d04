import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Where the parts of a running `npm run dev` are that others need. */
export interface RunningSandbox {
  readonly billing: string;
  readonly issuer: string;
}

/** The note that `npm run dev` leaves in its checkout while it runs. */
export const runningFile: string = join(import.meta.dirname, "..", "..", ".data", "running.json");

/** Leaves the note; resolves with how to take it away again. */
export async function noteRunning(
  file: string,
  sandbox: RunningSandbox,
): Promise<() => Promise<void>> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(sandbox));
  return () => rm(file, { force: true });
}

/**
 * The command line's settings for the running sandbox, as its operator; none when no sandbox runs,
 * also when one was killed and its note is left.
 */
export async function sandboxSettings(file: string): Promise<Readonly<Record<string, string>>> {
  try {
    const { billing, issuer } = JSON.parse(await readFile(file, "utf8")) as RunningSandbox;
    return { billing_url: billing, billing_token: await operatorToken(issuer) };
  } catch {
    return {};
  }
}

async function operatorToken(issuer: string): Promise<string> {
  const users = (await (await fetch(`${issuer}/users`)).json()) as {
    id: string;
    roles: string[];
  }[];
  const operator = users.find(({ roles }) => roles.includes("billing-operator"));
  const grant = { grant_type: "urn:onekonsole:sandbox-user", user_id: operator?.id ?? "" };
  const answer = await fetch(`${issuer}/token`, {
    method: "POST",
    body: new URLSearchParams(grant),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return token;
}
