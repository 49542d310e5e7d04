/** The details on which the canonical form depends. */
interface SentDetails {
  readonly user_id: string;
  readonly has_monitoring: boolean;
  readonly monitoring_storage?: number | undefined;
}

/**
 * The only form in which an order is priced, compared, stored, delivered and looked up. The user id
 * is in lower case, as Keycloak writes `sub`, because web-order compares ids case-sensitively.
 * Without monitoring, its storage is 0: it is neither paid for nor delivered.
 */
export function canonicalDetails<Details extends SentDetails>(
  details: Details,
): Details & { readonly monitoring_storage: number } {
  const { user_id, has_monitoring, monitoring_storage = 0 } = details;
  return {
    ...details,
    user_id: user_id.toLowerCase(),
    monitoring_storage: has_monitoring ? monitoring_storage : 0,
  };
}
