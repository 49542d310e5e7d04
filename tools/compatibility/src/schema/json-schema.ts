/** A JSON Schema of draft 2020-12, with the keywords that zod writes for the contract. */
export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  /** Patterns only. */
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The contract's own keyword: an enumeration that may get values in a minor release. */
  readonly "x-extensible"?: boolean;
}

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";
export type Json = string | number | boolean | null;

/** The keywords whose greater value accepts fewer values. */
export const lowerBounds = ["minimum", "exclusiveMinimum", "minLength", "minItems"] as const;
/** The keywords whose smaller value accepts fewer values. */
export const upperBounds = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"] as const;

/** What a client sends, or what it receives. */
export type Direction = "input" | "output";
