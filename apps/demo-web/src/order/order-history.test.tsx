import { expect, test } from "vitest";
import { renderHtml } from "../testing/render.fixture.tsx";
import { OrderHistory } from "./order-history.tsx";

const events = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    time: `2026-03-01T10:00:0${index}.000Z`,
    event: "delivered" as const,
    text: `Event ${index + 1}.`,
  }));
const html = (count: number) => renderHtml(<OrderHistory events={events(count)} />);
const shown = (part: string) => [...part.matchAll(/Event (\d)\./g)].map(([, number]) => number);

test("the history of an ordinary order is shown as a whole, with times", () => {
  expect(html(6)).not.toContain("<details>");
  expect(shown(html(6))).toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(html(1)).toContain(
    '<time dateTime="2026-03-01T10:00:00.000Z">1 Mar 2026, 10:00:00</time>',
  );
});

test("all but the latest events of a long history are folded", () => {
  const [folded = "", latest = ""] = html(8).split("</details>");
  expect(folded).toContain("<summary>2 earlier events</summary>");
  expect(shown(folded)).toEqual(["1", "2"]);
  expect(shown(latest)).toEqual(["3", "4", "5", "6", "7", "8"]);
});

test("an event is translated by its code", () => {
  const french = renderHtml(<OrderHistory events={events(1)} />, "fr");
  expect(french).toContain("<span>Votre cluster a été commandé.</span>");
});
