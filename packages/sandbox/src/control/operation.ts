import type { z } from "zod";

/** One operation of the control API as data; routes, typed client and OpenAPI document derive from it. */
export interface Operation {
  /** GET reads, POST acts. */
  readonly method: "GET" | "POST";
  /** Below `/_sandbox`; `{name}` is a field of the input. */
  readonly path: string;
  readonly summary: string;
  /** The fields that are not in the path are in the query of a GET and in the JSON body of a POST. */
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
}

/** A group of operations about one subject. */
export type OperationGroup = Readonly<Record<string, Operation>>;

/** The path of the control API on every port of the sandbox. */
export const controlPath = "/_sandbox";
