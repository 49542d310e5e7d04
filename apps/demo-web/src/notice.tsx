import type { BillingError } from "@onekonsole/billing-client";
import type { ReactNode } from "react";

interface NoticeProps {
  readonly tone: "info" | "warning" | "error";
  /** "alert" interrupts a screen reader, "status" waits for a pause. */
  readonly role?: "alert" | "status";
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

interface FailureNoticeProps {
  readonly failure: BillingError;
  /** Sentences with the details of the problem. */
  readonly details?: readonly string[];
  /** An action below the message, such as "Try again". */
  readonly children?: ReactNode;
}

/** The text of a failed call, with the id to quote if only support can help. */
export function FailureNotice({ failure, details = [], children }: FailureNoticeProps) {
  return (
    <Notice tone={failure.action === "retry" ? "warning" : "error"} role="alert">
      <p>{failure.message}</p>
      {details.map((detail) => (
        <p key={detail} className="notice-detail">
          {detail}
        </p>
      ))}
      {failure.action === "ask" && failure.requestId && (
        <p className="notice-detail">
          Please quote this to our support: <code>{failure.requestId}</code>
        </p>
      )}
      {children && <div className="notice-actions">{children}</div>}
    </Notice>
  );
}
