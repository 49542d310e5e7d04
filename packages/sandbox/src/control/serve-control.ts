import type { z } from "zod";
import { controlError, toErrorResponse } from "./control-error.ts";
import type { ControlledSandbox } from "./handler.ts";
import { handlers } from "./handlers/index.ts";
import { mayControl } from "./local-origin.ts";
import { controlOpenApi } from "./openapi.ts";
import { controlPath } from "./operation.ts";
import { findRoutes, type Route } from "./route.ts";
import { streamWire } from "./stream-wire.ts";

type AnyHandler = (sandbox: ControlledSandbox, input: unknown) => unknown;

/** Serves the control API below `/_sandbox`; returns `undefined` for any other path. */
export async function serveControl(
  sandbox: ControlledSandbox,
  request: Request,
): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (pathname !== controlPath && !pathname.startsWith(`${controlPath}/`)) return undefined;
  if (!mayControl(request, sandbox.publicHost))
    return controlError("forbidden_origin", {
      message: "Only pages and programs of this machine may control the sandbox.",
    });
  const response = await answer(sandbox, request, pathname);
  const origin = request.headers.get("origin");
  if (origin === null) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.set("vary", "origin");
  return response;
}

async function answer(
  sandbox: ControlledSandbox,
  request: Request,
  pathname: string,
): Promise<Response> {
  if (request.method === "OPTIONS") return preflight();
  if (pathname === `${controlPath}/openapi.json`)
    return Response.json(controlOpenApi(sandbox.controlUrl));
  if (pathname === `${controlPath}/wire/stream`) return streamWire(sandbox, request);
  const found = findRoutes(pathname);
  const match = found.find(({ route }) => route.operation.method === request.method);
  if (match) return call(sandbox, match.route, { ...(await fieldsOf(request)), ...match.fields });
  return found.length > 0
    ? controlError("method_not_allowed", { message: `${request.method} is not possible here.` })
    : noSuchPath();
}

/** The response for a path that nothing serves. */
export const noSuchPath = (): Response =>
  controlError("not_found", { message: "There is nothing at this path." });

async function call(sandbox: ControlledSandbox, route: Route, fields: unknown): Promise<Response> {
  try {
    const { input, output } = route.operation;
    const group = handlers[route.group] as Readonly<Record<string, AnyHandler>>;
    const result = await group[route.verb]?.(sandbox, (input as z.ZodType).parse(fields));
    if (route.operation.method === "POST") sandbox.acted.call(route.name);
    return Response.json(output.parse(result));
  } catch (error) {
    return toErrorResponse(error);
  }
}

/** The fields outside the path. A body that is not a JSON object is one unknown field, which is rejected. */
async function fieldsOf(request: Request): Promise<Record<string, unknown>> {
  const { searchParams } = new URL(request.url);
  if (request.method === "GET") return Object.fromEntries(searchParams);
  const text = await request.text();
  if (text === "") return {};
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? { ...body } : { body };
  } catch {
    return { body: text };
  }
}

const preflight = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": "content-type, last-event-id",
    },
  });
