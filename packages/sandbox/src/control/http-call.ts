import { controlPath, type Operation } from "./operation.ts";

/** A call of an operation as HTTP. */
export interface HttpCall {
  readonly method: Operation["method"];
  /** From `/_sandbox`, with the query of a GET. */
  readonly path: string;
  /** The JSON body of a POST. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** An operation with its input as HTTP. Undefined fields are omitted. */
export function toHttpCall(
  { method, path }: Operation,
  input: Readonly<Record<string, unknown>>,
): HttpCall {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, field: string) => {
    const value = String(rest.get(field));
    rest.delete(field);
    return encodeURIComponent(value);
  });
  if (method === "POST") {
    return { method, path: controlPath + filled, body: Object.fromEntries(rest) };
  }
  const query = new URLSearchParams([...rest].map(([field, value]) => [field, String(value)]));
  const suffix = rest.size > 0 ? `?${query}` : "";
  return { method, path: controlPath + filled + suffix, body: undefined };
}
