/**
 * An RFC 1123 label of at least two characters. The standard allows one; web-order does not, and an
 * order that web-order would reject after the payment is rejected before it.
 */
export const clusterNamePattern: RegExp = /^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

/** Keycloak's `sub`: 8-4-4-4-12 hex digits of any UUID version. */
export const userIdPattern: RegExp = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** PayPal's order id as the browser sends it. Wider than PayPal's own [A-Z0-9]{1,36}. */
export const orderIdPattern: RegExp = /^[A-Za-z0-9_-]{1,64}$/;

/** An Idempotency-Key: printable ASCII without spaces. */
export const idempotencyKeyPattern: RegExp = /^[\x21-\x7e]{1,255}$/;

/**
 * A BCP 47 tag as PayPal accepts it, with at most ten characters: `language` of PayPal's OpenAPI
 * file checkout_orders_v2.json.
 */
export const localePattern: RegExp = /^[a-z]{2}(?:(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?|-[0-9]{3})$/;

/**
 * Whole gigabytes. web-order treats zero image storage as missing; the maximum catches typing
 * errors.
 */
export const storageLimits: {
  readonly images: { readonly min: number; readonly max: number };
  readonly monitoring: { readonly min: number; readonly max: number };
} = { images: { min: 1, max: 1_000_000 }, monitoring: { min: 0, max: 1_000_000 } };

/** One message per rule, worded to follow a field's name: "cluster_name must be …". */
export const ruleMessages = {
  clusterName:
    "must be 2 to 63 characters: lower-case letters, digits and hyphens, starting and ending with a letter or digit",
  userId: "must look like xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx in hex digits",
  imagesStorage: "must be a whole number of gigabytes from 1 to 1000000",
  monitoringStorage: "must be a whole number of gigabytes from 0 to 1000000",
  idempotencyKey: "must be 1 to 255 printable characters without spaces",
  monitoringStorageMissing: "is required when has_monitoring is true",
} as const;
