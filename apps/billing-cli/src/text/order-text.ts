import type { Money, OptionName } from "@onekonsole/billing-contract";
import { formatMoney, parseMoney } from "@onekonsole/billing-contract";
import type { OrderDetail } from "../command.ts";
import { formatAge } from "./duration.ts";
import { type Cell, formatTable } from "./table.ts";

/** An amount with its currency code; `null` for `null`. */
export const moneyText = (money: Money | null): Cell =>
  money && `${money.value} ${money.currency_code}`;

/** An order's state, cause, next step, actions and amounts: what an operator needs to decide. */
export function orderHead(order: OrderDetail, now: Date): string {
  const since = `for ${formatAge(order.state_since, now)}, since ${order.state_since}`;
  return [
    `Order ${order.order_id} is ${order.state} (${since}).`,
    order.situation,
    `Next: ${order.next_step}`,
    "",
    actionsTable(order),
    "",
    facts({
      amount: moneyText(order.amount),
      "without VAT": moneyText(order.net_amount),
      VAT: vatText(order),
      captured: moneyText(order.captured_amount),
      refunded: moneyText(order.refunded_amount),
      reversed: moneyText(order.reversed_amount),
      refundable: moneyText(order.refundable_amount),
      user: order.user_id,
      cluster: order.cluster_name,
    }),
  ].join("\n");
}

const vatText = ({ vat, vat_amount: amount }: OrderDetail): Cell =>
  vat && `${moneyText(amount)} (${vat.rate} %, ${vat.country})`;

/** Possible actions as the commands to run, the others by name. */
const actionsTable = ({
  order_id: id,
  available_actions: available,
  unavailable_actions: rest,
}: OrderDetail): string =>
  formatTable(
    ["action", "possible", "effect or obstacle"],
    [
      ...available.map(({ action, effect }) => [
        `billing ${action} ${id} --why TEXT`,
        "yes",
        effect,
      ]),
      ...rest.map(({ action, obstacle }) => [action, "no", obstacle]),
    ],
  );

interface OptionFact {
  readonly label: string;
  readonly show: (details: OrderDetail["order_details"]) => Cell;
}

/** One fact per option, so that no option can be left out. Monitoring includes its storage. */
const optionFacts: Readonly<Record<Exclude<OptionName, "monitoring_storage">, OptionFact>> = {
  images_storage: { label: "image storage", show: (details) => `${details.images_storage} GB` },
  has_monitoring: {
    label: "monitoring",
    show: (details) => (details.has_monitoring ? `${details.monitoring_storage} GB` : null),
  },
  has_alerting: { label: "alerting", show: (details) => (details.has_alerting ? "yes" : null) },
};

const optionCells = (details: OrderDetail["order_details"]): Readonly<Record<string, Cell>> =>
  Object.fromEntries(Object.values(optionFacts).map(({ label, show }) => [label, show(details)]));

/** An order's details, refunds, receipts and history. */
export function orderDetails(order: OrderDetail): string {
  return [
    facts({
      ...optionCells(order.order_details),
      delivery: deliveryText(order),
      "web-order id": order.web_order_id?.toString() ?? null,
      "capture id": order.capture_id,
      "hold reason": order.pending_reason,
      "custom id": order.custom_id,
      disputed: order.disputed ? "yes" : null,
      "customer sees": order.problem,
    }),
    `Refunds and reversals\n${refundsTable(order)}`,
    `Receipts\n${receiptsTable(order)}${excessText(order)}`,
    `History\n${historyTable(order)}`,
  ].join("\n\n");
}

/** The `delivery` field has only pending deliveries; the history has completed ones. */
const deliveryText = ({ delivery, history }: OrderDetail): string =>
  delivery === "none" && history.some(({ event }) => event === "delivered") ? "made" : delivery;

const labelWidth = "customer sees".length;

const facts = (cells: Readonly<Record<string, Cell>>): string =>
  Object.entries(cells)
    .map(([name, cell]) => `${name.padEnd(labelWidth)}  ${cell || "–"}`)
    .join("\n");

function refundsTable({ refunds }: OrderDetail): string {
  const rows = refunds.map((it) => [
    moneyText(it.amount) ?? "remaining",
    it.status,
    it.kind,
    it.paypal_refund_id,
    it.id,
    it.failure_reason,
    it.failed_time,
  ]);
  return rows.length > 0
    ? formatTable(
        ["amount", "status", "kind", "PayPal's id", "id", "failure reason", "failed at"],
        rows,
      )
    : "none";
}

function receiptsTable({ receipts }: OrderDetail): string {
  const rows = receipts.map((it) => [
    it.number,
    it.kind,
    moneyText(it.total_amount),
    it.issued_time,
  ]);
  return rows.length > 0 ? formatTable(["number", "kind", "amount", "issued at"], rows) : "none";
}

/** A warning if the credit notes exceed the refunds; empty otherwise. A taken-back refund keeps its note. */
function excessText({ receipts, refunded_amount: refunded }: OrderDetail): string {
  const notes = receipts.filter(({ kind }) => kind === "credit_note");
  const credited = notes.reduce((sum, note) => sum + (parseMoney(note.total_amount) ?? 0n), 0n);
  const excess = credited - ((refunded && parseMoney(refunded)) ?? 0n);
  const currency = notes[0]?.total_amount.currency_code;
  if (currency === undefined || excess <= 0n) return "";
  const amount = moneyText(formatMoney(excess, currency));
  return `\nThe credit notes exceed the refunds by ${amount}: PayPal took back a refund. Correct your books.`;
}

const historyTable = ({ history }: OrderDetail): string =>
  formatTable(
    ["version", "time", "event", "state", "by", "actor", "reason", "debug id"],
    history.map((it) => [
      String(it.version),
      it.time,
      it.event,
      it.to_state,
      it.caused_by,
      it.actor,
      it.note,
      it.debug_id,
    ]),
  );
