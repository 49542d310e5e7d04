import { exportConditions, importConditions, noConditions } from "../state/simulator-state.ts";
import { recordsPart, type StateParts } from "../state/state-part.ts";
import type { DisputeRecord } from "./dispute-record.ts";
import { type OrderRecord, orderCaptures, orderRefunds } from "./order-record.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import type { PayPalSettings, PayPalState } from "./paypal-schema.ts";

const defaultSettings: PayPalSettings = {
  refundsStartPending: false,
  reversedCaptureStatus: "REFUNDED",
  replaysDeclines: true,
  declinesMoveUpdateTime: false,
  reportDelayMs: 0,
  refundReplayStatus: 201,
  currencyMismatchIssue: "REFUND_CAPTURE_CURRENCY_MISMATCH",
};

/** The parts of PayPal's state but its webhooks. */
export function paypalParts(paypal: PayPalSandbox) {
  return {
    url: { value: () => paypal.url },
    clockOffsetMs: { value: () => paypal.clock.offset },
    settings: { value: () => exportSettings(paypal) },
    tokens: { value: () => paypal.tokens.exportState() },
    conditions: { value: () => exportConditions(paypal) },
    refundRefusals: { value: () => Object.fromEntries(paypal.refundRefusals) },
    orders: recordsPart(paypal.orders),
    disputes: recordsPart(paypal.disputeStore.byId),
    requestKeys: recordsPart(paypal.keys.known),
    accessTokens: recordsPart(paypal.tokens.expiries),
    clientTokens: recordsPart(paypal.clientTokens.expiries),
  } satisfies StateParts & Record<Exclude<keyof PayPalState, "webhooks">, unknown>;
}

const settingNames = Object.keys(defaultSettings) as (keyof PayPalSettings)[];

const exportSettings = (paypal: PayPalSandbox): PayPalSettings =>
  Object.fromEntries(settingNames.map((name) => [name, paypal[name]])) as PayPalSettings;

/** Replaces PayPal's state in place. */
export async function importPayPal(paypal: PayPalSandbox, state: PayPalState): Promise<void> {
  // Without orders, a clock that moves has no expiries to emit.
  clearRecords(paypal);
  paypal.clock.advance(state.clockOffsetMs - paypal.clock.offset);
  Object.assign(paypal, state.settings);
  paypal.tokens.importState(state.tokens);
  for (const [orderId, issue] of Object.entries(state.refundRefusals))
    paypal.refundRefusals.set(orderId, issue);
  // The schemas check the fields that the simulator computes with, and keep all others.
  for (const order of Object.values(state.orders))
    addOrder(paypal, order as unknown as OrderRecord);
  for (const dispute of Object.values(state.disputes))
    paypal.disputeStore.byId.set(dispute.dispute_id, dispute as unknown as DisputeRecord);
  paypal.keys.known.replace(Object.entries(state.requestKeys));
  paypal.tokens.expiries.replace(Object.entries(state.accessTokens));
  paypal.clientTokens.expiries.replace(Object.entries(state.clientTokens));
  paypal.webhooks.importState(state.webhooks, (body) =>
    body.replaceAll(textOnWire(state.url), textOnWire(paypal.url)),
  );
  await importConditions(paypal, state.conditions);
}

/** Removes orders, disputes, events, faults and outage. Keys, subscriptions, access tokens and the clock stay. */
export async function resetPayPal(paypal: PayPalSandbox): Promise<void> {
  clearRecords(paypal);
  Object.assign(paypal, defaultSettings);
  paypal.webhooks.reset();
  await importConditions(paypal, noConditions);
}

function clearRecords(paypal: PayPalSandbox): void {
  for (const records of [paypal.orders, paypal.disputeStore.byId, paypal.keys.known])
    records.clear();
  for (const index of [paypal.orderOfCapture, paypal.captureOfRefund, paypal.refundRefusals])
    index.clear();
  paypal.deviations.clear();
}

function addOrder(paypal: PayPalSandbox, order: OrderRecord): void {
  paypal.orders.set(order.id, order);
  for (const { id } of orderCaptures(order)) paypal.orderOfCapture.set(id, order.id);
  for (const { id, captureId } of orderRefunds(order)) paypal.captureOfRefund.set(id, captureId);
}

/** A URL as the text of an event has it. */
const textOnWire = (url: string): string => url.replaceAll("/", String.raw`\/`);
