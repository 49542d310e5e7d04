import type { ReactNode } from "react";

interface PanelProps {
  readonly id: string;
  readonly title: string;
  /** Beside the heading. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the desk with a heading. */
export function Panel({ id, title, action, children }: PanelProps) {
  return (
    <section className="card desk-panel" id={id} aria-labelledby={`${id}-heading`}>
      <div className="desk-heading">
        <h2 id={`${id}-heading`}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
