import { useLanguage } from "../language/use-language.tsx";
import { type CheckoutForm, sliderRange } from "./checkout-form.ts";
import { Field } from "./field.tsx";
import { parseGigabytes } from "./validate-form.ts";

interface StorageFieldProps {
  readonly name: "imagesStorage" | "monitoringStorage";
  readonly value: string;
  readonly hint: string;
  readonly problem?: string | undefined;
  readonly disabled?: boolean;
  readonly change: (changes: Partial<CheckoutForm>) => void;
}

/** Gigabytes by slider or by number; a number may exceed the range of the slider. */
export function StorageField({ name, value, hint, problem, disabled, change }: StorageFieldProps) {
  const { fields } = useLanguage().texts.checkout;
  const label = fields.labels[name];
  return (
    <Field id={name} label={fields.inGigabytes(label)} hint={hint} problem={problem}>
      {(attributes) => (
        <div className="storage">
          <input
            type="range"
            aria-label={fields.slider(label)}
            {...sliderRange}
            step={1}
            value={parseGigabytes(value) ?? sliderRange.min}
            disabled={disabled}
            onChange={(event) => change({ [name]: event.target.value })}
          />
          <input
            {...attributes}
            type="number"
            inputMode="numeric"
            step={1}
            required
            value={value}
            disabled={disabled}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        </div>
      )}
    </Field>
  );
}
