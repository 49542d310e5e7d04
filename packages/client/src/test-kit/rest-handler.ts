import {
  type ProcedureDeclaration,
  queryInputReader,
  type RestRoute,
} from "@onekonsole/billing-contract/schemas";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { http, type HttpHandler, HttpResponse } from "msw";
import { invalidField, toErrorShape } from "./kit-fault.ts";

interface RestCall {
  /** Without the service's root. */
  readonly route: RestRoute;
  /** The service's root. */
  readonly url: string;
  readonly input: ProcedureDeclaration["input"];
  /** Calls the procedure of the route; rejects with a TRPCError. */
  readonly call: (input: unknown) => Promise<unknown>;
}

/** A REST route of the service as an msw handler: a GET with its query, a POST with a JSON body. */
export function restHandler({ route, url, input, call }: RestCall): HttpHandler {
  const readQuery = queryInputReader(input, invalidField);
  const method = route.method === "GET" ? http.get : http.post;
  return method(`${url}${route.path}`, async ({ request }) => {
    try {
      const sent =
        route.method === "GET"
          ? readQuery(new URL(request.url).searchParams)
          : await readJson(request);
      return HttpResponse.json(route.body.parse(await call(sent)) as object);
    } catch (error) {
      return errorResponse(error);
    }
  });
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== "object" || body === null) throw invalidField("", "must be a JSON object");
  const key = request.headers.get("idempotency-key");
  return key === null ? { ...body } : { idempotency_key: key, ...body };
}

/** The body of a REST error: `error` is the text for people, `code` for programs. */
function errorResponse(error: unknown): Response {
  const { message, data } = toErrorShape(getTRPCErrorFromUnknown(error));
  const { billing_code: code, httpStatus: status, order_id, amount } = data;
  const seconds = data.retry_after_seconds;
  return HttpResponse.json(
    {
      error: message,
      code,
      ...(order_id === undefined ? {} : { order_id }),
      ...(amount === undefined ? {} : { amount }),
    },
    { status, headers: seconds === undefined ? {} : { "retry-after": String(seconds) } },
  );
}
