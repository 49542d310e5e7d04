import type { Call } from "../http/call.ts";
import { apiError, issueError } from "./responses.ts";

/** The error response for a body that is not a JSON object, or has another content type; undefined if valid. */
export function bodyRefusal(call: Call): Response | undefined {
  return jsonRefusal(call) ?? (Array.isArray(call.json) ? malformedJson() : undefined);
}

/** The error response for a body that is neither a JSON object nor a list, or has another content type. */
export function jsonRefusal({ request, json }: Call): Response | undefined {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) return apiError(415);
  return typeof json === "object" && json !== null ? undefined : malformedJson();
}

const malformedJson = (): Response => issueError("MALFORMED_REQUEST_JSON");

/** The error response for a PayPal-Request-Id longer than 108 characters; undefined if valid. */
export function keyRefusal(key: string | null): Response | undefined {
  if (key === null || key.length <= 108) return undefined;
  const field = "PayPal-Request-Id";
  return apiError(400, [{ issue: "INVALID_STRING_LENGTH", field, value: key, location: "header" }]);
}

/** Whether the caller prefers the full representation. */
export function wantsRepresentation({ request }: Call): boolean {
  return /\breturn=representation\b/i.test(request.headers.get("prefer") ?? "");
}
