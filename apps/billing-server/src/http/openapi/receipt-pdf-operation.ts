import { receiptPdf } from "@onekonsole/billing-contract/schemas";
import { exampleOrderId } from "../examples/order-examples.ts";
import type { Operation } from "./operation.ts";
import { header, queryParameters } from "./parameters.ts";

const optional = (name: string, description: string, example: string) => ({
  ...header(name, description, example),
  required: false,
});

/** The route of `receiptPdf`. */
export const receiptPdfOperation: Operation = {
  id: "orderReceiptPdf",
  tag: "order",
  procedure: null,
  method: receiptPdf.method,
  path: receiptPdf.path,
  summary: receiptPdf.summary,
  access: receiptPdf.access,
  parameters: [
    ...queryParameters(receiptPdf.input, { order_id: exampleOrderId, language: "en" }),
    // OpenAPI ignores a header parameter of the name Accept, but not this one.
    optional("Accept-Language", "The language of the document if the query has none.", "fr"),
    optional("If-None-Match", "The ETag of the document that the client has.", 'W/"5f1c"'),
  ],
  body: null,
  successes: [
    {
      status: 200,
      description: "The document, as a tagged PDF, with its ETag.",
      content: { mediaType: receiptPdf.mediaType, schema: { type: "string", format: "binary" } },
    },
    { status: 304, description: "The client has the document." },
  ],
  errors: receiptPdf.errors,
};
