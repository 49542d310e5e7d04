import type { ReactNode } from "react";

interface PanelProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the desk with a heading. */
export function Panel({ id, title, children }: PanelProps) {
  return (
    <section className="card desk-panel" id={id} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{title}</h2>
      {children}
    </section>
  );
}
