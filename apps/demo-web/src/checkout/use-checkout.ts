import { toFailure } from "@onekonsole/billing-client/react";
import type { Money } from "@onekonsole/billing-contract";
import { type RefObject, useEffect, useState } from "react";
import { useSignedInUser } from "../account/use-signed-in-user.ts";
import { type CheckoutForm, type FieldProblems } from "./checkout-form.ts";
import { ownAttempt } from "./own-attempt.ts";
import { serverProblems } from "./server-problems.ts";
import { loadForm, saveForm } from "./stored-form.ts";
import { type PlacedOrder, usePlaceOrder } from "./use-place-order.ts";
import { type PriceList, usePriceList } from "./use-prices.ts";
import { validateForm } from "./validate-form.ts";

export interface Checkout {
  readonly form: CheckoutForm;
  readonly priceList: PriceList;
  readonly problems: FieldProblems;
  /** The customer's order that has the cluster name, while that is the problem of the name. */
  readonly nameHolder: string | undefined;
  readonly isBusy: boolean;
  /** The error of the user's last attempt to place the order. */
  readonly error: Error | null;
  /** The price that was shown at the last attempt. */
  readonly seenAmount: Money | undefined;
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
  const priceList = usePriceList(typed.currency);
  const form = { ...typed, currency: priceList.currency, userId: user?.id ?? typed.userId };
  const [attempts, setAttempts] = useState(0);
  const [refused, setRefused] = useState<FieldProblems>({});
  const { placeOrder, openPayPal, isLocked, isBusy, latest } = usePlaceOrder();
  const attempt = ownAttempt(latest, form.userId);
  const error = attempt?.error ?? null;
  const problems = attempts ? { ...(attempt && refused), ...validateForm(form) } : {};

  useEffect(() => saveForm(typed), [typed]);
  useEffect(() => focusFirstProblem(formElement.current), [formElement, attempts]);

  const change = (changes: Partial<CheckoutForm>) => {
    setTyped((current) => ({ ...current, ...changes }));
    setRefused((current) => without(current, Object.keys(changes)));
  };
  const startOrder = () => {
    if (isLocked()) return undefined;
    setAttempts((count) => count + 1);
    setRefused({});
    const { prices } = priceList;
    if (!prices || Object.keys(validateForm(form)).length > 0) return undefined;
    const placed = placeOrder({ form, prices });
    placed.created.catch((failed: unknown) => {
      setRefused(serverProblems(toFailure(failed)));
      setAttempts((count) => count + 1);
    });
    return placed;
  };
  const submit = () => {
    const placed = startOrder();
    // The page shows why there is no order.
    if (placed) openPayPal(placed).catch(() => undefined);
  };
  const nameHolder =
    refused.clusterName === "taken" && error ? toFailure(error).orderId : undefined;
  return {
    form,
    priceList,
    problems,
    nameHolder,
    isBusy,
    error,
    seenAmount: attempt?.seenAmount,
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
