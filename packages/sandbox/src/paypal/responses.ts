import { newDebugId } from "./identifiers.ts";

/** One entry of an error's `details`. */
export interface Problem {
  readonly issue: string;
  /** A JSON pointer, or PayPal's `@reference_id` form of one. */
  readonly field?: string;
  readonly value?: unknown;
  readonly location?: "body" | "header" | "path" | "query";
}

const names: Readonly<Record<number, readonly [name: string, message: string]>> = {
  400: ["INVALID_REQUEST", "The request is malformed or breaks the schema."],
  401: ["AUTHENTICATION_FAILURE", "The authorization header is missing or not valid."],
  403: ["NOT_AUTHORIZED", "The caller may not do this."],
  404: ["RESOURCE_NOT_FOUND", "There is no such resource."],
  409: ["RESOURCE_CONFLICT", "The request conflicts with another one."],
  415: ["UNSUPPORTED_MEDIA_TYPE", "The content type of the request is not supported."],
  422: ["UNPROCESSABLE_ENTITY", "The request is understood but breaks a business rule."],
  429: ["RATE_LIMIT_REACHED", "Too many requests."],
  500: ["INTERNAL_SERVER_ERROR", "Something went wrong inside the sandbox."],
  503: ["SERVICE_UNAVAILABLE", "The sandbox is not available."],
};

// Every other issue is a business error, 422.
const issueStatus: Readonly<Record<string, number>> = {
  INVALID_ACCOUNT_STATUS: 401,
  PERMISSION_DENIED: 403,
  CONSENT_NEEDED: 403,
  INVALID_RESOURCE_ID: 404,
  PREVIOUS_REQUEST_IN_PROGRESS: 409,
  RATE_LIMIT_REACHED: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

/** The header of every PayPal response. */
export function debugHeaders(debugId: string = newDebugId()): Record<string, string> {
  return { "paypal-debug-id": debugId };
}

/** A JSON response with a PayPal-Debug-Id. */
export function answer(status: number, body: unknown, debugId?: string): Response {
  return Response.json(body, { status, headers: debugHeaders(debugId) });
}

/** An error of the REST APIs. `name` and `details[].issue` are PayPal's; the other texts are the sandbox's. */
export function apiError(status: number, problems: readonly Problem[] = []): Response {
  const [name, message] = names[status] ?? ["INTERNAL_SERVER_ERROR", `HTTP status ${status}.`];
  const debugId = newDebugId();
  const details = problems.map((problem) => ({ ...problem, description: inWords(problem.issue) }));
  const link = { href: "https://developer.paypal.com/api/rest/", rel: "information_link" };
  const body = { name, message, debug_id: debugId, links: [{ ...link, method: "GET" }] };
  return answer(status, details.length ? { ...body, details } : body, debugId);
}

/** The error of one issue code, with the status PayPal gives it. */
export function issueError(issue: string): Response {
  const status = issueStatus[issue] ?? 422;
  return apiError(status, status >= 429 ? [] : [{ issue }]);
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
