import type { z } from "zod";
import type { SandboxClient } from "./client.ts";
import { type HttpCall, toHttpCall } from "./http-call.ts";
import type { Operation, OperationGroup } from "./operation.ts";
import { operations, type Operations } from "./operations/index.ts";

type InputOf<Candidate> = Candidate extends Operation ? z.input<Candidate["input"]> : never;

/** A call of the control API as data, so that it can be shown before it is made. */
export interface ControlCall {
  readonly group: keyof Operations;
  readonly verb: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A call of an operation of the control API, with its input. */
export function controlCall<
  Group extends keyof Operations,
  Verb extends keyof Operations[Group] & string,
>(group: Group, verb: Verb, input: InputOf<Operations[Group][Verb]>): ControlCall {
  return { group, verb, input };
}

/** Makes a call. Rejects as the methods of the client do. */
export async function performCall(
  client: SandboxClient,
  { group, verb, input }: ControlCall,
): Promise<unknown> {
  const methods = client[group] as Readonly<Record<string, (given: unknown) => Promise<unknown>>>;
  return methods[verb]?.(input);
}

/** The call as HTTP, as curl needs it. */
export function toHttp({ group, verb, input }: ControlCall): HttpCall {
  const operation = (operations[group] as OperationGroup)[verb];
  if (!operation) throw new Error(`The control API has no operation ${group}.${verb}.`);
  return toHttpCall(operation, input);
}
