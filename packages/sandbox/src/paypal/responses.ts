import { newDebugId } from "./identifiers.ts";
import { issueField } from "./issue-fields.ts";
import { isOauthError, issueStatus, isWithoutDetails } from "./issues.ts";

/** One entry of an error's `details`. */
export interface Problem {
  readonly issue: string;
  /** A JSON pointer, or PayPal's `@reference_id` form of one. */
  readonly field?: string;
  readonly value?: unknown;
  readonly location?: "body" | "header" | "path" | "query";
}

// Both are enumerations in PayPal's OpenAPI documents, so that other texts are not valid. 429 has none.
const names: Readonly<Record<number, readonly [name: string, message: string]>> = {
  400: [
    "INVALID_REQUEST",
    "Request is not well-formed, syntactically incorrect, or violates schema.",
  ],
  401: [
    "AUTHENTICATION_FAILURE",
    "Authentication failed due to missing authorization header, or invalid authentication credentials.",
  ],
  403: ["NOT_AUTHORIZED", "Authorization failed due to insufficient permissions."],
  404: ["RESOURCE_NOT_FOUND", "The specified resource does not exist."],
  409: ["RESOURCE_CONFLICT", "The server has detected a conflict while processing this request."],
  415: ["UNSUPPORTED_MEDIA_TYPE", "The server does not support the request payload's media type."],
  422: [
    "UNPROCESSABLE_ENTITY",
    "The requested action could not be performed, semantically incorrect, or failed business validation.",
  ],
  429: ["RATE_LIMIT_REACHED", "Too many requests."],
  500: ["INTERNAL_SERVER_ERROR", "An internal server error occurred."],
  503: ["SERVICE_UNAVAILABLE", "Service Unavailable."],
};

/** The header of every PayPal response. */
export function debugHeaders(debugId: string = newDebugId()): Record<string, string> {
  return { "paypal-debug-id": debugId };
}

/** A JSON response with a PayPal-Debug-Id. */
export function answer(status: number, body: unknown, debugId?: string): Response {
  return Response.json(body, { status, headers: debugHeaders(debugId) });
}

/** A response without a body. */
export function emptyAnswer(status: 202 | 204 = 204): Response {
  return new Response(null, { status, headers: debugHeaders() });
}

/** An error of the REST APIs. The descriptions are the sandbox's own texts. */
export function apiError(status: number, problems: readonly Problem[] = []): Response {
  const [name, message] = names[status] ?? ["INTERNAL_SERVER_ERROR", `HTTP status ${status}.`];
  const debugId = newDebugId();
  const details = problems.map((problem) => ({ ...problem, description: inWords(problem.issue) }));
  const link = { href: "https://developer.paypal.com/api/rest/", rel: "information_link" };
  const body = { name, message, debug_id: debugId, links: [{ ...link, method: "GET" }] };
  return answer(status, details.length ? { ...body, details } : body, debugId);
}

/** The error of one issue of an operation, with PayPal's status, and the field that it is about. */
export function issueError(issue: string, operation = ""): Response {
  const status = issueStatus(issue, operation);
  if (isOauthError(issue)) return oauthError(status, issue, inWords(issue));
  if (isWithoutDetails(issue)) return apiError(status);
  const field = issueField(issue, operation);
  return apiError(status, [{ issue, ...(field === undefined ? {} : { field, location: "body" }) }]);
}

/** PayPal's response for an unknown or expired resource. */
export function notFound(): Response {
  return issueError("INVALID_RESOURCE_ID");
}

/** The OAuth error shape: of the token endpoint, and of a rejected bearer token. */
export function oauthError(status: number, error: string, description: string): Response {
  return answer(status, { error, error_description: description });
}

function inWords(issue: string): string {
  const words = issue.toLowerCase().replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
