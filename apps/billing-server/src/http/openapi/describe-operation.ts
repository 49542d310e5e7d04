import { codesByStatus, responseName } from "./error-responses.ts";
import type { Access, Content, Operation, Success } from "./operation.ts";

const security: Readonly<Record<Access, readonly object[]>> = {
  public: [],
  user: [{ bearer: [] }],
  service: [{ bearer: [] }],
  operator: [{ bearer: [] }],
  paypal: [{ paypalSignature: [] }],
};

/** The Operation Object of a route. */
export function describeOperation(operation: Operation): object {
  const { id, tag, summary, access, parameters, body, successes, errors } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    security: security[access],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: describeContent(body) } } : {}),
    responses: {
      ...Object.fromEntries(successes.map((success) => [success.status, describeSuccess(success)])),
      ...Object.fromEntries(
        [...codesByStatus(errors)].map(([status, codes]) => [
          status,
          { $ref: `#/components/responses/${responseName(codes)}` },
        ]),
      ),
    },
  };
}

const describeSuccess = ({ description, content }: Success) => ({
  description,
  headers: { "X-Request-Id": { $ref: "#/components/headers/RequestId" } },
  ...(content ? { content: describeContent(content) } : {}),
});

const describeContent = ({ mediaType, schema, example }: Content) => ({
  [mediaType]: { schema, ...(example === undefined ? {} : { example }) },
});
