import { toFailure } from "@onekonsole/billing-client/react";
import type { ReceiptDocument } from "@onekonsole/billing-contract";
import { receiptContent, type ReceiptFact } from "@onekonsole/billing-contract";
import { useLanguage } from "../language/use-language.tsx";
import { FailureNotice } from "../notice.tsx";
import { ReceiptItems } from "./receipt-items.tsx";
import { useReceiptDownload } from "./use-receipt-download.ts";

/** A document with the words and figures of its PDF, which it can be saved as. */
export function ReceiptCard({ document }: { readonly document: ReceiptDocument }) {
  const { language, texts } = useLanguage();
  const { download, error, isPending } = useReceiptDownload(document);
  const { title, issued, parties, payment, items, amounts, notes } = receiptContent(
    document,
    language,
  );
  return (
    <article className="card receipt" aria-label={title}>
      <h2>{title}</h2>
      <p className="receipt-soft">{issued}</p>
      <div className="receipt-parties">
        {parties.map(({ heading, lines }) => (
          <section key={heading} aria-label={heading}>
            <h3>{heading}</h3>
            {lines.map((line, index) => (
              // The lines of an address may be alike.
              <p key={`${index} ${line}`}>{line}</p>
            ))}
          </section>
        ))}
      </div>
      <h3>{payment.heading}</h3>
      <Facts facts={payment.facts} />
      {items && <ReceiptItems items={items} />}
      <h3>{amounts.heading}</h3>
      <Facts facts={[...amounts.facts, amounts.total]} isSum />
      {notes.map((note) => (
        <p key={note} className="receipt-soft">
          {note}
        </p>
      ))}
      {error && <FailureNotice failure={toFailure(error)} />}
      <button
        type="button"
        className="button"
        aria-disabled={isPending}
        onClick={() => (isPending ? undefined : download())}
      >
        {isPending ? texts.receipt.saving : texts.receipt.save(title)}
      </button>
    </article>
  );
}

interface FactsProps {
  readonly facts: readonly ReceiptFact[];
  /** The last one is the sum of the others. */
  readonly isSum?: boolean;
}

const Facts = ({ facts, isSum = false }: FactsProps) => (
  <dl className={isSum ? "details receipt-sum" : "details"}>
    {facts.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
