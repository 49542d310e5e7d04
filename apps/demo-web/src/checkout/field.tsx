import type { ReactNode } from "react";

/** The attributes that connect an input to its hint or problem; spread them on the input. */
export interface FieldAttributes {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: ReactNode;
  readonly problem?: ReactNode;
  /** A screen reader reads a problem as soon as it appears, for an input that is checked while it is used. */
  readonly isAnnounced?: boolean;
  readonly children: (attributes: FieldAttributes) => ReactNode;
}

/** A labelled input. Its problem replaces the hint, so that the layout below does not move. */
export function Field({ id, label, hint, problem, isAnnounced, children }: FieldProps) {
  const noteId = `${id}-note`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": noteId, "aria-invalid": Boolean(problem) })}
      <p
        id={noteId}
        className={problem ? "field-note field-problem" : "field-note"}
        aria-live={isAnnounced ? "polite" : undefined}
      >
        {problem ?? hint}
      </p>
    </div>
  );
}
