import { type ErrorCode, errorCatalog } from "@onekonsole/billing-contract";
import { moneySchema } from "@onekonsole/billing-contract/schemas";
import { schemaRef } from "./component-schemas.ts";
import { errorExample } from "./error-examples.ts";
import { nextSteps } from "./next-steps.ts";
import { toPascalCase } from "./operation-id.ts";

/** The components that describe errors. */
export const errorSchemas = {
  ErrorCode: { type: "string", enum: Object.keys(errorCatalog), "x-extensible": true },
  BillingError: {
    type: "object",
    required: ["error", "code"],
    properties: {
      error: { type: "string", description: "A text for the user." },
      code: { $ref: "#/components/schemas/ErrorCode" },
      approve_url: {
        type: "string",
        description: "Where the payer continues at PayPal, if that is the next step.",
      },
      order_id: {
        type: "string",
        description: "The id of the order that conflicts with this one.",
      },
      amount: {
        ...schemaRef(moneySchema, "output"),
        description: "The current price of the order.",
      },
      cursor: {
        type: "string",
        description: "The cursor from which the kept events follow.",
      },
    },
  },
};

/** The headers that errors refer to. */
export const errorHeaderComponents = {
  RetryAfter: {
    description: "The seconds to wait before a retry, if they are known.",
    schema: { type: "integer", minimum: 1 },
  },
  WwwAuthenticate: {
    description: "What is wrong with the token, as RFC 6750 defines it.",
    schema: { type: "string" },
    example: 'Bearer error="invalid_token", error_description="The token has expired"',
  },
};

/** The codes of an operation by status, in the order of the catalog. */
export function codesByStatus(errors: readonly ErrorCode[]): ReadonlyMap<number, ErrorCode[]> {
  const declared = new Set(errors);
  const catalog = Object.entries(errorCatalog) as [ErrorCode, { status: number }][];
  const byStatus = new Map<number, ErrorCode[]>();
  for (const [code, { status }] of catalog.toSorted(([, a], [, b]) => a.status - b.status))
    if (declared.has(code)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  return byStatus;
}

/** The name of the response component for the codes of a status. */
export const responseName = (codes: readonly ErrorCode[]): string =>
  codes.map((code) => toPascalCase(code.replaceAll("_", "."))).join("Or");

/** The response of a status with exactly these codes. */
export function errorResponse(codes: readonly ErrorCode[]): object {
  const header = (name: string) => ({ $ref: `#/components/headers/${name}` });
  const rows = codes.map((code) => errorCatalog[code]);
  return {
    description: codes.map(describeCode).join("\n"),
    headers: {
      "X-Request-Id": header("RequestId"),
      ...(rows.some(({ action }) => action === "retry")
        ? { "Retry-After": header("RetryAfter") }
        : {}),
      ...(rows.some(({ status }) => status === 401 || status === 403)
        ? { "WWW-Authenticate": header("WwwAuthenticate") }
        : {}),
    },
    content: {
      "application/json": {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/BillingError" },
            { properties: { code: { type: "string", enum: codes } } },
          ],
        },
        examples: Object.fromEntries(codes.map((code) => [code, { value: errorExample(code) }])),
      },
    },
  };
}

const describeCode = (code: ErrorCode): string => {
  const { action, message } = errorCatalog[code];
  return `- \`${code}\` (${action}: ${nextSteps[action]}): ${message}`;
};
