/** An error in PayPal's shape (`PayPalError` of `@paypal/paypal-js`). */
export class SdkError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{ isRecoverable?: boolean }} [options] Recoverable: another presentation mode may work.
   */
  constructor(code, message, { isRecoverable = false } = {}) {
    super(message);
    this.name = "PayPalSandboxError";
    this.code = code;
    this.isRecoverable = isRecoverable;
  }
}

/**
 * Any failure as an error in PayPal's shape.
 * @param {unknown} failure
 * @returns {import("@paypal/paypal-js/sdk-v6").OnErrorData}
 */
export function toSdkError(failure) {
  if (failure instanceof SdkError) return failure;
  return new SdkError(
    "UNKNOWN_ERROR",
    failure instanceof Error ? failure.message : String(failure),
  );
}
