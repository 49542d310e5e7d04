import {
  type PlacedOrder,
  toFailure,
  useCheckout as useBillingCheckout,
} from "@onekonsole/billing-client/react";
import { type RefObject, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useSignedInUser } from "../account/use-signed-in-user.ts";
import { useLanguage } from "../language/use-language.tsx";
import { orderPath } from "../order-path.ts";
import type { CheckoutForm, FieldProblems } from "./checkout-form.ts";
import { toCheckoutOrder } from "./form-input.ts";
import { serverProblems } from "./server-problems.ts";
import { loadForm, saveForm } from "./stored-form.ts";
import { validateForm } from "./validate-form.ts";

type Payment = Pick<
  ReturnType<typeof useBillingCheckout>,
  "priceList" | "isBusy" | "error" | "seenAmount"
>;

export interface Checkout extends Payment {
  readonly form: CheckoutForm;
  readonly problems: FieldProblems;
  /** The customer's order that has the cluster name, while that is the problem of the name. */
  readonly nameHolder: string | undefined;
  readonly change: (changes: Partial<CheckoutForm>) => void;
  /** Creates the order, which can then be paid until its release; undefined if the form or another payment forbids it. */
  readonly startOrder: () => PlacedOrder | undefined;
  /** Creates the order and leads the payer to PayPal's page. */
  readonly submit: () => void;
}

/** The checkout's state. The page shows its own checks only after the first attempt to pay. */
export function useCheckout(formElement: RefObject<HTMLFormElement | null>): Checkout {
  const [typed, setTyped] = useState(loadForm);
  const { user } = useSignedInUser();
  const userId = user?.id ?? typed.userId;
  const navigate = useNavigate();
  const { locale } = useLanguage();
  const payment = useBillingCheckout({
    currency: typed.currency,
    userId: userId.trim(),
    onOrder: (orderId) => void navigate(orderPath(orderId)),
  });
  const { priceList, error } = payment;
  const form = { ...typed, currency: priceList.currency, userId };
  const [attempts, setAttempts] = useState(0);
  const [refused, setRefused] = useState<FieldProblems>({});
  const problems = attempts ? { ...(error && refused), ...validateForm(form) } : {};

  useEffect(() => saveForm(typed), [typed]);
  useEffect(() => focusFirstProblem(formElement.current), [formElement, attempts]);

  const change = (changes: Partial<CheckoutForm>) => {
    setTyped((current) => ({ ...current, ...changes }));
    setRefused((current) => without(current, Object.keys(changes)));
  };
  const startOrder = () => {
    if (payment.isLocked()) return undefined;
    setAttempts((count) => count + 1);
    setRefused({});
    if (Object.keys(validateForm(form)).length > 0) return undefined;
    const { origin } = window.location;
    const placed = payment.place(toCheckoutOrder(form, { origin, locale }));
    placed?.created.catch((failed: unknown) => {
      setRefused(serverProblems(toFailure(failed)));
      setAttempts((count) => count + 1);
    });
    return placed;
  };
  const submit = () => {
    const placed = startOrder();
    if (placed) payment.redirect(placed);
  };
  const nameHolder = refused.clusterName === "taken" ? error?.orderId : undefined;
  const { isBusy, seenAmount } = payment;
  return {
    form,
    priceList,
    problems,
    nameHolder,
    isBusy,
    error,
    seenAmount,
    change,
    startOrder,
    submit,
  };
}

function without(problems: FieldProblems, fields: readonly string[]): FieldProblems {
  return Object.fromEntries(Object.entries(problems).filter(([field]) => !fields.includes(field)));
}

function focusFirstProblem(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>("[aria-invalid=true]");
  // A field in the closed "Developer options" cannot have the focus.
  field?.closest("details")?.setAttribute("open", "");
  field?.focus();
}
