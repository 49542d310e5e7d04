import { createSandboxClient, SandboxError } from "../control/client.ts";
import type { Route } from "../control/route.ts";
import type { CliEnvironment } from "./cli-environment.ts";
import { findCommand } from "./command-names.ts";
import { describeCommand, overview } from "./help.ts";
import { readFields } from "./read-fields.ts";
import { startCommand } from "./start-command.ts";
import { UsageError } from "./usage-error.ts";

const defaultControlUrl = "http://127.0.0.1:8044";

/** The sandbox that the actions steer: `SANDBOX_URL`, or the default port of `start`. */
export const sandboxUrl = (environment: NodeJS.ProcessEnv): string =>
  environment["SANDBOX_URL"] ?? defaultControlUrl;

/** Runs one command; resolves with the exit code. */
export async function runCli(
  given: readonly string[],
  environment: CliEnvironment,
): Promise<number> {
  const { print, note } = environment;
  try {
    const { url, args } = takeUrl(given, environment.url);
    const [group = "start", verb = "", ...rest] = args;
    if (isHelp(group) || group === "help") print(overview());
    else if (group === "start") await startCommand(args.slice(1), environment);
    else if (group.startsWith("--")) await startCommand(args, environment);
    else print(await act(url, commandOf(group, verb), rest));
    return 0;
  } catch (error) {
    note(sentence(error, environment.url));
    return error instanceof UsageError ? 2 : 1;
  }
}

function takeUrl(given: readonly string[], usual: string): { url: string; args: string[] } {
  const [option, url, ...args] = given;
  if (option !== "--url") return { url: usual, args: [...given] };
  if (url === undefined || !URL.canParse(url)) throw new UsageError("--url needs a URL.");
  return { url, args };
}

function commandOf(group: string, verb: string): Route {
  const route = findCommand(group, verb);
  if (route) return route;
  const typed = [group, verb].filter(Boolean).join(" ");
  throw new UsageError(
    `${typed ? `There is no command ${typed}.` : "A command is missing."} Try: billing-sandbox --help`,
  );
}

async function act(url: string, route: Route, args: readonly string[]): Promise<string> {
  if (args.some(isHelp)) return describeCommand(route);
  const client = createSandboxClient(url) as unknown as Readonly<
    Record<string, Readonly<Record<string, (input: unknown) => Promise<unknown>>>>
  >;
  const result = await client[route.group]?.[route.verb]?.(readFields(route, args));
  return JSON.stringify(result, null, 2);
}

function sentence(error: unknown, url: string): string {
  if (error instanceof UsageError || error instanceof SandboxError) return error.message;
  if (error instanceof TypeError && error.message === "fetch failed")
    return `No sandbox runs at ${url}. Start one, or name another with --url.`;
  return error instanceof Error ? error.message : String(error);
}

const isHelp = (argument: string): boolean => argument === "--help" || argument === "-h";
