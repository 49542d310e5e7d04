import {
  declarations,
  type ProcedureDeclaration,
  type RestRoute,
} from "@onekonsole/billing-contract/schemas";
import type { z } from "zod";
import { procedureExamples } from "../examples/index.ts";
import { resolveRef, schemaRef } from "./component-schemas.ts";
import { toOperationId } from "./operation-id.ts";
import type { Content, Operation } from "./operation.ts";
import { idempotencyKey, queryParameters } from "./parameters.ts";

/** The routes of the procedures that have one. */
export const procedureOperations: readonly Operation[] = [...declarations].flatMap(
  ([path, declaration]) =>
    declaration.rest ? [describeRoute(path, declaration, declaration.rest)] : [],
);

function describeRoute(
  procedure: string,
  { summary, access, input, errors }: ProcedureDeclaration,
  { method, path, body }: RestRoute,
): Operation {
  const example = procedureExamples.get(procedure);
  const inBody = method === "POST";
  const parameters = inBody ? [] : queryParameters(input, example?.input);
  return {
    id: toOperationId(procedure),
    tag: procedure.split(".")[0] ?? procedure,
    procedure,
    method,
    path,
    summary,
    access,
    parameters: takesIdempotencyKey(input) ? [...parameters, idempotencyKey] : parameters,
    body: inBody ? json(schemaRef(input, "input"), example?.input) : null,
    successes: [
      {
        status: 200,
        description: "Success.",
        content: json(schemaRef(body, "output"), example && body.parse(example.output)),
      },
    ],
    errors: inBody ? [...errors, "body_too_large"] : errors,
  };
}

function takesIdempotencyKey(input: z.ZodType): boolean {
  const { properties = {} } = resolveRef(schemaRef(input, "input").$ref, "input");
  return "idempotency_key" in properties;
}

function json(schema: Content["schema"], example: unknown): Content {
  return { mediaType: "application/json", schema, example };
}
