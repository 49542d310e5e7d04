import { storageLimits } from "@onekonsole/billing-contract";
import { useLanguage } from "../language/use-language.tsx";
import type { CheckoutForm } from "./checkout-form.ts";
import { Field } from "./field.tsx";
import { nearestPosition, storageScale } from "./storage-scale.ts";
import { parseGigabytes } from "./validate-form.ts";

type StorageName = "imagesStorage" | "monitoringStorage";

interface StorageFieldProps {
  readonly name: StorageName;
  readonly value: string;
  readonly hint: string;
  readonly problem?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly change: (changes: Partial<CheckoutForm>) => void;
}

/** Gigabytes by slider or by number, in one range. */
export function StorageField({ name, value, hint, problem, disabled, change }: StorageFieldProps) {
  const { fields } = useLanguage().texts.checkout;
  const { limits } = ranges[name];
  return (
    <Field id={name} label={fields.inGigabytes(fields.labels[name])} hint={hint} problem={problem}>
      {(attributes) => (
        <div className="storage">
          <StorageSlider {...{ name, value, disabled, change }} />
          <input
            {...attributes}
            type="number"
            inputMode="numeric"
            {...limits}
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

type StorageSliderProps = Pick<StorageFieldProps, "name" | "value" | "disabled" | "change">;

/** A slider over the positions of a scale, which a screen reader announces in gigabytes. */
function StorageSlider({ name, value, disabled, change }: StorageSliderProps) {
  const {
    texts: {
      checkout: { fields },
    },
    formats,
  } = useLanguage();
  const { limits, scale } = ranges[name];
  const gigabytes = parseGigabytes(value) ?? limits.min;
  return (
    <input
      type="range"
      aria-label={fields.slider(fields.labels[name])}
      aria-valuetext={formats.gigabytes(gigabytes)}
      min={0}
      max={scale.length - 1}
      step={1}
      value={nearestPosition(scale, gigabytes)}
      disabled={disabled}
      onChange={({ target }) => change({ [name]: String(scale[target.valueAsNumber]) })}
    />
  );
}

const withScale = (limits: (typeof storageLimits)[keyof typeof storageLimits]) => ({
  limits,
  scale: storageScale(limits),
});

const ranges = {
  imagesStorage: withScale(storageLimits.images),
  monitoringStorage: withScale(storageLimits.monitoring),
} satisfies Record<StorageName, unknown>;
