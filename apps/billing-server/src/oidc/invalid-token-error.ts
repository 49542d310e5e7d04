import { errors } from "jose";

/**
 * Why a token is rejected, with the text for its sender. RFC 6750 allows printable ASCII without quotation
 * marks and backslashes.
 */
export const tokenFaults = {
  malformed: "The access token is malformed",
  algorithm: "The access token is signed with an algorithm that is not accepted",
  unknown_key: "The access token is signed with a key that the issuer does not publish",
  signature: "The signature of the access token is invalid",
  expired: "The access token expired",
  not_yet_valid: "The access token is not valid yet",
  issuer: "The access token is from another issuer",
  audience: "The access token is for another audience",
  subject: "The access token has no valid sub claim",
  lifetime: "The access token has no valid exp, nbf or iat claim",
  kind: "The token is not an access token",
} as const;

export type TokenFault = keyof typeof tokenFaults;

/** A rejected token. `found` is the unexpected value, if any. */
export class InvalidTokenError extends Error {
  readonly fault: TokenFault;
  readonly found: unknown;

  constructor(fault: TokenFault, found?: unknown) {
    super(tokenFaults[fault]);
    this.name = "InvalidTokenError";
    this.fault = fault;
    this.found = found;
  }
}

/** Converts an error of jose; `null` for an error that does not concern the token, such as an unreadable key. */
export function toInvalidTokenError(error: unknown): InvalidTokenError | null {
  if (error instanceof InvalidTokenError) return error;
  if (error instanceof errors.JWTExpired)
    return new InvalidTokenError("expired", error.payload.exp);
  if (error instanceof errors.JWTClaimValidationFailed) return aboutClaim(error);
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return new InvalidTokenError("signature");
  // The token has no key id, and several keys match.
  if (error instanceof errors.JWKSMultipleMatchingKeys) return new InvalidTokenError("unknown_key");
  if (error instanceof errors.JOSEAlgNotAllowed) return new InvalidTokenError("algorithm");
  return malformations.some((it) => error instanceof it)
    ? new InvalidTokenError("malformed")
    : null;
}

// JOSENotSupported: the header requires an unknown extension (`crit`).
const malformations = [errors.JWSInvalid, errors.JWTInvalid, errors.JOSENotSupported];

function aboutClaim({
  claim,
  reason,
  payload,
}: errors.JWTClaimValidationFailed): InvalidTokenError {
  const found = payload[claim];
  switch (claim) {
    case "iss":
      return new InvalidTokenError("issuer", found);
    case "aud":
      return new InvalidTokenError("audience", found);
    case "sub":
      return new InvalidTokenError("subject", found);
    case "nbf":
      return new InvalidTokenError(reason === "check_failed" ? "not_yet_valid" : "lifetime", found);
    default:
      return new InvalidTokenError("lifetime", found);
  }
}
