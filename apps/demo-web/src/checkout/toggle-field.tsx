import { useLanguage } from "../language/use-language.tsx";
import type { CheckoutForm } from "./checkout-form.ts";

interface ToggleFieldProps {
  readonly name: "hasMonitoring" | "hasAlerting";
  readonly checked: boolean;
  readonly hint: string;
  readonly problem?: string | undefined;
  readonly change: (changes: Partial<CheckoutForm>) => void;
}

/** An option to switch on. */
export function ToggleField({ name, checked, hint, problem, change }: ToggleFieldProps) {
  const { labels } = useLanguage().texts.checkout.fields;
  const noteId = `${name}-note`;
  return (
    <div className="field toggle">
      <div>
        <label htmlFor={name}>{labels[name]}</label>
        <p id={noteId} className={problem ? "field-note field-problem" : "field-note"}>
          {problem ?? hint}
        </p>
      </div>
      <input
        id={name}
        type="checkbox"
        checked={checked}
        aria-describedby={noteId}
        aria-invalid={problem !== undefined}
        onChange={(event) => change({ [name]: event.target.checked })}
      />
    </div>
  );
}
