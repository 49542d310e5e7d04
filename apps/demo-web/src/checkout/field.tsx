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
  readonly children: (attributes: FieldAttributes) => ReactNode;
}

/** A labelled input. Its problem replaces the hint, so that the layout below does not move. */
export function Field({ id, label, hint, problem, children }: FieldProps) {
  const noteId = `${id}-note`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": noteId, "aria-invalid": Boolean(problem) })}
      <p id={noteId} className={problem ? "field-note field-problem" : "field-note"}>
        {problem ?? hint}
      </p>
    </div>
  );
}
