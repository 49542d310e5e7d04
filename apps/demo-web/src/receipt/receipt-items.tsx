import type { ReceiptContent } from "@onekonsole/billing-contract";
import { useId } from "react";

type Items = NonNullable<ReceiptContent["items"]>;

/** The lines of a receipt; on a narrow screen, the table scrolls by itself. */
export function ReceiptItems({ items: { heading, columns, rows } }: { readonly items: Items }) {
  const id = useId();
  return (
    <>
      <h3 id={id}>{heading}</h3>
      {/* Focusable, so that the keyboard can scroll it. */}
      <div className="receipt-items" role="region" aria-labelledby={id} tabIndex={0}>
        <table aria-labelledby={id}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join()}>
                {row.map((cell, index) => (
                  <td key={columns[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
