import type { z } from "zod";
import type { ControlErrorCode } from "./error-codes.ts";
import { toHttpCall } from "./http-call.ts";
import type { Operation, OperationGroup } from "./operation.ts";
import { operations, type Operations } from "./operations/index.ts";

type Call<Of extends Operation> = (
  ...given: MayBeOmitted<z.input<Of["input"]>> extends true
    ? [input?: z.input<Of["input"]>]
    : [input: z.input<Of["input"]>]
) => Promise<z.output<Of["output"]>>;

/** Whether an input has no required field. zod's type of an object without fields has an index signature. */
type MayBeOmitted<Input> = string extends keyof Input
  ? true
  : Partial<Input> extends Input
    ? true
    : false;

/** One method for each operation of the control API. */
export type SandboxClient = {
  readonly [Group in keyof Operations]: {
    readonly [Verb in keyof Operations[Group]]: Operations[Group][Verb] extends Operation
      ? Call<Operations[Group][Verb]>
      : never;
  };
};

/** What an operation of the control API returns. */
export type OutputOf<
  Group extends keyof Operations,
  Verb extends keyof Operations[Group],
> = Operations[Group][Verb] extends Operation ? z.output<Operations[Group][Verb]["output"]> : never;

/** An error of the control API. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
  readonly code: ControlErrorCode;
  /** The field of the input that is not valid. */
  readonly field: string | undefined;

  constructor({
    code,
    message,
    field,
  }: {
    code: ControlErrorCode;
    message: string;
    field?: string;
  }) {
    super(message);
    this.code = code;
    this.field = field;
  }
}

/**
 * A typed client of the control API, for Node and browsers. `url` is the base URL of any simulator. Its
 * methods reject with a `SandboxError`, or with fetch's error if the sandbox cannot be reached.
 */
export function createSandboxClient(url: string): SandboxClient {
  const groups = Object.entries(operations as Record<string, OperationGroup>);
  const client = groups.map(([group, members]) => {
    const methods = Object.entries(members).map(([verb, operation]) => [
      verb,
      (input: Readonly<Record<string, unknown>> = {}) => send(url, operation, input),
    ]);
    return [group, Object.fromEntries(methods)];
  });
  return Object.fromEntries(client) as SandboxClient;
}

async function send(
  url: string,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { method, path, body } = toHttpCall(operation, input);
  const response = await fetch(url.replace(/\/$/, "") + path, {
    method,
    ...(body && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  const answer = (await response.json()) as {
    error: ConstructorParameters<typeof SandboxError>[0];
  };
  if (!response.ok) throw new SandboxError(answer.error);
  return answer;
}
