import { useLanguage } from "../language/use-language.tsx";
import type { CheckoutForm } from "./checkout-form.ts";
import { Field } from "./field.tsx";

interface DeveloperOptionsProps {
  readonly userId: string;
  readonly problem?: string | undefined;
  readonly change: (changes: Partial<CheckoutForm>) => void;
}

/** Options for developers who try the service. */
export function DeveloperOptions({ userId, problem, change }: DeveloperOptionsProps) {
  const texts = useLanguage().texts.checkout;
  return (
    <details className="developer">
      <summary>{texts.developerOptions}</summary>
      <Field
        id="userId"
        label={texts.fields.labels.userId}
        hint={texts.fields.hints.userId}
        problem={problem}
      >
        {(attributes) => (
          <input
            {...attributes}
            type="text"
            className="code"
            autoComplete="off"
            spellCheck={false}
            value={userId}
            onChange={(event) => change({ userId: event.target.value })}
          />
        )}
      </Field>
    </details>
  );
}
