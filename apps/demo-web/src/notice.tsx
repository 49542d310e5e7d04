import type { BillingError } from "@onekonsole/billing-client/react";
import { errorCatalog } from "@onekonsole/billing-contract";
import type { ReactNode } from "react";
import { useLanguage } from "./language/use-language.tsx";

interface NoticeProps {
  readonly tone: "info" | "warning" | "error";
  /** Interrupts a screen reader. */
  readonly role?: "alert" | undefined;
  readonly children: ReactNode;
}

/** A message box within the page's flow. */
export function Notice({ tone, role, children }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={role}>
      {children}
    </div>
  );
}

/**
 * A place for a notice that a screen reader reads at the next pause. It stays when it is empty: a region that
 * is added together with its content is not announced by every screen reader.
 */
export function StatusRegion({ children }: { readonly children: ReactNode }) {
  return <div role="status">{children}</div>;
}

interface FailureNoticeProps {
  readonly failure: BillingError;
  /** Sentences with the details of the problem. */
  readonly details?: readonly string[];
  /** The same in English, from the service. */
  readonly englishDetails?: readonly string[];
  /** An action below the message, such as "Try again". */
  readonly children?: ReactNode;
}

/** The text of a failed call, with the id to quote if the failure is the service's. */
export function FailureNotice({
  failure,
  details = [],
  englishDetails = [],
  children,
}: FailureNoticeProps) {
  const { errors } = useLanguage().texts;
  return (
    <Notice tone={failure.action === "retry" ? "warning" : "error"} role="alert">
      <FailureText failure={failure} />
      {details.map((detail) => (
        <p key={detail} className="notice-detail">
          {detail}
        </p>
      ))}
      {englishDetails.map((detail) => (
        <p key={detail} className="notice-detail" lang="en">
          {detail}
        </p>
      ))}
      {failure.requestId && isQuoted(failure) && (
        <p className="notice-detail">
          {errors.quote} <code>{failure.requestId}</code>
        </p>
      )}
      {children && <div className="notice-actions">{children}</div>}
    </Notice>
  );
}

/** By the failure's code; a newer service may have a code that this page does not know. */
function FailureText({ failure: { code, message } }: Pick<FailureNoticeProps, "failure">) {
  const { byCode } = useLanguage().texts.errors;
  return Object.hasOwn(byCode, code) ? <p>{byCode[code]}</p> : <p lang="en">{message}</p>;
}

const isQuoted = ({ action, code }: BillingError): boolean =>
  action === "ask" || (code !== "unreachable" && errorCatalog[code]?.status >= 500);
