import type { Call } from "../http/call.ts";
import { apiError } from "./responses.ts";

/** The refusal of a body that is no JSON object of the right content type; undefined when it is one. */
export function bodyRefusal({ request, json }: Call): Response | undefined {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) return apiError(415);
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return undefined;
  return apiError(400, [{ issue: "MALFORMED_REQUEST_JSON", field: "/", location: "body" }]);
}

/** The refusal of a PayPal-Request-Id over 108 characters. */
export function keyRefusal(key: string | null): Response | undefined {
  if (key === null || key.length <= 108) return undefined;
  const field = "PayPal-Request-Id";
  return apiError(400, [{ issue: "INVALID_STRING_LENGTH", field, value: key, location: "header" }]);
}

/** Whether the caller asked for the whole resource. */
export function wantsRepresentation({ request }: Call): boolean {
  return /\breturn=representation\b/i.test(request.headers.get("prefer") ?? "");
}
