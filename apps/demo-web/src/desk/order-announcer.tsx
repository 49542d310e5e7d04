import { useEffect, useRef, useState } from "react";
import { describeChanges, type OrderTexts, orderTexts } from "./describe-changes.ts";
import type { DeskOrder, Dispute } from "./desk-order.ts";

interface OrderAnnouncerProps {
  readonly orders: readonly DeskOrder[];
  readonly disputes: readonly Dispute[];
}

/** Announces changes of orders to a screen reader; those that are there at first are not changes. */
export function OrderAnnouncer({ orders, disputes }: OrderAnnouncerProps) {
  const known = useRef<OrderTexts>(undefined);
  const [text, setText] = useState("");
  useEffect(() => {
    const texts = orderTexts(orders, disputes);
    const changes = known.current ? describeChanges(known.current, texts) : [];
    known.current = texts;
    if (changes.length > 0) setText(changes.join(" "));
  }, [orders, disputes]);
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  );
}
