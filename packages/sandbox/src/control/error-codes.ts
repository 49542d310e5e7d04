/** The HTTP status of each error of the control API. */
export const controlErrorStatus = {
  invalid_input: 400,
  forbidden_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  /** The state does not allow the action: an order that has expired cannot be approved. */
  not_possible: 409,
  internal: 500,
} as const;

export type ControlErrorCode = keyof typeof controlErrorStatus;
