import { type CheckoutForm, fieldLabels } from "./checkout-form.ts";
import { Field } from "./field.tsx";

interface DeveloperOptionsProps {
  readonly userId: string;
  readonly problem?: string | undefined;
  readonly change: (changes: Partial<CheckoutForm>) => void;
}

/** Options for developers who try the service. */
export function DeveloperOptions({ userId, problem, change }: DeveloperOptionsProps) {
  return (
    <details className="developer">
      <summary>Developer options</summary>
      <Field
        id="userId"
        label={fieldLabels.userId}
        hint="The account the cluster is ordered for; in the console, the person signed in."
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
