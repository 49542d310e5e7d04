import type { Command } from "./command.ts";
import { addEndpoint } from "./commands/add-endpoint.ts";
import { closePayment } from "./commands/close-payment.ts";
import { close } from "./commands/close.ts";
import { dispatches } from "./commands/dispatches.ts";
import { enableEndpoint } from "./commands/enable-endpoint.ts";
import { endpoints } from "./commands/endpoints.ts";
import { money } from "./commands/money.ts";
import { orders } from "./commands/orders.ts";
import { payments } from "./commands/payments.ts";
import { reconcile } from "./commands/reconcile.ts";
import { refund } from "./commands/refund.ts";
import { removeEndpoint } from "./commands/remove-endpoint.ts";
import { resend } from "./commands/resend.ts";
import { retry } from "./commands/retry.ts";
import { rotateSecret } from "./commands/rotate-secret.ts";
import { show } from "./commands/show.ts";
import { connect } from "./connect.ts";
import { describeFailure, UsageError } from "./failure.ts";
import { type Environment, settingsHelp } from "./settings.ts";
import type { Terminal } from "./terminal.ts";

/** What the command line depends on. */
export interface CommandEnvironment {
  readonly environment: Environment;
  readonly terminal: Terminal;
}

const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    orders,
    show,
    retry,
    refund,
    close,
    payments,
    "close-payment": closePayment,
    reconcile,
    money,
    endpoints,
    dispatches,
    resend,
    "add-endpoint": addEndpoint,
    "remove-endpoint": removeEndpoint,
    "enable-endpoint": enableEndpoint,
    "rotate-secret": rotateSecret,
  }),
);

const overview = `Usage: billing COMMAND …

${[...commands].map(([name, { summary }]) => `  ${name.padEnd(15)} ${summary}`).join("\n")}

billing COMMAND --help describes a command. With --json a command prints only the service's response.
Exit code: 0 success, 1 refused, failed or a problem found, 2 wrong usage.

Environment variables:
${settingsHelp}`;

/** Runs one command and prints a failure as one sentence; resolves with the exit code. */
export async function run(
  args: readonly string[],
  commandEnvironment: CommandEnvironment,
): Promise<number> {
  const { environment, terminal } = commandEnvironment;
  const [name = "", ...rest] = args;
  try {
    if (name === "help" || isHelp(name)) {
      terminal.print(overview);
      return 0;
    }
    const command = commands.get(name);
    if (!command) throw new UsageError(name ? `Unknown command ${name}.` : "COMMAND is missing.");
    if (rest.some(isHelp)) {
      terminal.print(command.help);
      return 0;
    }
    return await command.run(rest, { terminal, connect: () => connect(environment) });
  } catch (error) {
    const { sentence, exitCode } = describeFailure(error);
    terminal.note(sentence);
    if (exitCode === 2) terminal.note(`Try: billing ${commands.has(name) ? `${name} ` : ""}--help`);
    return exitCode;
  }
}

const isHelp = (argument: string): boolean => argument === "--help" || argument === "-h";
