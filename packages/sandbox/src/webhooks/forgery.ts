/**
 * The single defect of a forged transmission, which a receiver must reject:
 * - `wrong_signature`: one bit of the signature is flipped;
 * - `foreign_certificate_url`: certificate and signature are valid, but the certificate URL names another host;
 * - `foreign_key`: signed with a key other than the certificate's;
 * - `foreign_chain`: certificate and signature match, but another authority issued the certificate;
 * - `expired_certificate`;
 * - `stale_time`: signed thirty days ago;
 * - `changed_body`: the body was changed after it was signed.
 */
export const forgeries = [
  "wrong_signature",
  "foreign_certificate_url",
  "foreign_key",
  "foreign_chain",
  "expired_certificate",
  "stale_time",
  "changed_body",
] as const;

export type Forgery = (typeof forgeries)[number];
