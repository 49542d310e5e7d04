import { useRef } from "react";
import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { orderPath } from "../order-path.ts";
import { Field } from "./field.tsx";
import { problemText } from "./problem-text.ts";
import { suggestName } from "./suggest-name.ts";
import type { Checkout } from "./use-checkout.ts";
import { useLiveCheck } from "./use-live-check.ts";
import { validateForm } from "./validate-form.ts";

type NameFieldProps = Pick<Checkout, "form" | "problems" | "nameHolder" | "change">;

/** The cluster's name, which is checked while it is typed. */
export function NameField({ form, problems, nameHolder, change }: NameFieldProps) {
  const { fields } = useLanguage().texts.checkout;
  const input = useRef<HTMLInputElement>(null);
  const { clusterName } = form;
  const found = clusterName.trim() === "" ? undefined : validateForm(form).clusterName;
  const isShown = useLiveCheck(clusterName, found !== undefined);
  const shown = problems.clusterName ?? (isShown ? found : undefined);
  const problem = shown && problemText("clusterName", { clusterName: shown }, fields);
  const rename = (name: string) => {
    change({ clusterName: name });
    input.current?.focus();
  };
  return (
    <div>
      <Field
        id="clusterName"
        label={fields.labels.clusterName}
        hint={fields.hints.clusterName}
        isAnnounced
        problem={nameHolder ? <NameTaken problem={problem} by={nameHolder} /> : problem}
      >
        {(attributes) => (
          <input
            {...attributes}
            ref={input}
            type="text"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            placeholder={fields.clusterNameExample}
            value={clusterName}
            onChange={(event) => change({ clusterName: event.target.value })}
          />
        )}
      </Field>
      <NameSuggestion typed={problem ? clusterName : ""} rename={rename} />
    </div>
  );
}

interface NameSuggestionProps {
  /** Empty if the name has no problem. */
  readonly typed: string;
  readonly rename: (name: string) => void;
}

/** Offers the nearest name that is allowed; a screen reader announces it. */
function NameSuggestion({ typed, rename }: NameSuggestionProps) {
  const { fields } = useLanguage().texts.checkout;
  const suggested = suggestName(typed);
  return (
    <div role="status">
      {suggested && (
        <button type="button" className="button suggestion" onClick={() => rename(suggested)}>
          {fields.useName(suggested)}
        </button>
      )}
    </div>
  );
}

function NameTaken({ problem, by }: { readonly problem: string | undefined; readonly by: string }) {
  const { fields } = useLanguage().texts.checkout;
  return (
    <>
      {problem} <Link to={orderPath(by)}>{fields.seeOrder}</Link>
    </>
  );
}
