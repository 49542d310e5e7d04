import type { ErrorCode } from "@onekonsole/billing-contract";
import type { ProcedureDeclaration } from "@onekonsole/billing-contract/schemas";
import type { JsonSchema } from "./component-schemas.ts";

/** Who may call: as a procedure's `access`, or `paypal` with a signature. */
export type Access = ProcedureDeclaration["access"] | "paypal";

/** A parameter of the query, or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

/** A request body or a response body. Without a schema, it is a text of its media type. */
export interface Content {
  readonly mediaType: string;
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

/** A response without an error. */
export interface Success {
  readonly status: 200 | 204 | 304;
  readonly description: string;
  readonly content?: Content;
}

/** A REST route, as the document and the page describe it. */
export interface Operation {
  /** Stable: generators name their functions after it. */
  readonly id: string;
  readonly tag: string;
  /** The path of its procedure, such as `order.create`; `null` for a route without one. */
  readonly procedure: string | null;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly parameters: readonly Parameter[];
  readonly body: Content | null;
  readonly successes: readonly Success[];
  readonly errors: readonly ErrorCode[];
}
