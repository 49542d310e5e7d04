import { issueCatalog } from "./issue-catalog.ts";

// Errors of every operation. They have no issue: PayPal's clients read their name.
const everywhere: Readonly<Record<string, number>> = {
  RATE_LIMIT_REACHED: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

// OAuth's errors: of the token endpoint, and of a bearer token that is rejected.
const oauth: Readonly<Record<string, number>> = {
  invalid_client: 401,
  unsupported_grant_type: 400,
  invalid_token: 401,
};

// Names of the webhooks API.
const webhooks: Readonly<Record<string, readonly string[]>> = {
  "webhooks.create": [
    "VALIDATION_ERROR",
    "WEBHOOK_NUMBER_LIMIT_EXCEEDED",
    "WEBHOOK_URL_ALREADY_EXISTS",
  ],
  "webhooks.update": ["VALIDATION_ERROR", "WEBHOOK_URL_ALREADY_EXISTS"],
  "webhooks.simulate": ["VALIDATION_ERROR"],
  "webhooks.verify": ["VALIDATION_ERROR"],
};

const statuses: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(issueCatalog).map(([operation, byStatus]) => {
    const entries = Object.entries(byStatus).flatMap(([status, issues]) =>
      issues
        .trim()
        .split(/\s+/)
        .map((issue) => [issue, Number(status)] as const),
    );
    return [operation, new Map(entries)];
  }),
);

/** The status of each issue in the first operation that has it. */
const anywhere: ReadonlyMap<string, number> = new Map(
  [...statuses.values()].toReversed().flatMap((byIssue) => [...byIssue]),
);

/** The errors that PayPal documents for an operation: its issues, then the names without an issue. */
export function documentedIssues(operation: string): readonly string[] {
  const general = Object.keys(everywhere);
  if (operation === "token") return ["invalid_client", "unsupported_grant_type", ...general];
  const own = webhooks[operation] ?? [...(statuses.get(operation)?.keys() ?? [])];
  return [...own, "invalid_token", ...general];
}

/** PayPal's status for an issue of an operation. 422, that of business rules, for an unknown one. */
export function issueStatus(issue: string, operation: string): number {
  const documented = statuses.get(operation)?.get(issue) ?? anywhere.get(issue);
  const other = everywhere[issue] ?? oauth[issue];
  return documented ?? other ?? (webhooks[operation]?.includes(issue) ? 400 : 422);
}

/** Whether an error has OAuth's shape. */
export const isOauthError = (issue: string): boolean => issue in oauth;

/** Whether an error has a name only, and no details. */
export const isWithoutDetails = (issue: string): boolean => issue in everywhere;
