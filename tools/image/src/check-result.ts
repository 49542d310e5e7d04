/** The result of one check of the image. */
export interface CheckResult {
  readonly check: string;
  /** The measured value. */
  readonly value: string;
  readonly ok: boolean;
}

/** A check that passes if the value is the expected one. */
export function expectValue(check: string, value: string, expected: string): CheckResult {
  return { check, value, ok: value === expected };
}
