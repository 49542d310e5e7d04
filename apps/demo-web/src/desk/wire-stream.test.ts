import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createWireStream, type WireListener } from "./wire-stream.ts";

/** The browser's EventSource without a network. */
class FakeSource extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSource[] = [];
  readyState = 0;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.all.push(this);
  }

  close(): void {
    this.readyState = 2;
  }

  opened(): void {
    this.readyState = FakeSource.OPEN;
    this.dispatchEvent(new Event("open"));
  }

  failed(): void {
    this.dispatchEvent(new Event("error"));
  }

  sent(type: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}

const page = Object.assign(new EventTarget(), { hidden: false });
const source = () => FakeSource.all.at(-1) as FakeSource;
const isOpen = (it: FakeSource) => it.readyState !== 2;

function listener() {
  const calls: unknown[] = [];
  const listening: WireListener = {
    onOpen: () => calls.push("open"),
    onLost: () => calls.push("lost"),
    onEntry: (entry) => calls.push(entry),
    onActed: () => calls.push("acted"),
  };
  return { calls, listening };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("document", page);
  FakeSource.all = [];
  page.hidden = false;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the stream of the wire log", () => {
  test("is one connection for all listeners, closed after the last", () => {
    const stream = createWireStream("http://sandbox/stream");
    const [first, second] = [listener(), listener()];
    const stopFirst = stream.follow(first.listening);
    source().opened();
    const stopSecond = stream.follow(second.listening);
    source().sent("message", { id: 1 });
    source().sent("acted", { operation: "orders.approve" });
    expect(FakeSource.all).toHaveLength(1);
    expect(first.calls).toEqual(["open", { id: 1 }, "acted"]);
    expect(second.calls).toEqual(first.calls);
    stopFirst();
    expect(isOpen(source())).toBe(true);
    stopSecond();
    expect(isOpen(source())).toBe(false);
  });

  test("is opened again after a loss, with growing pauses up to 30 seconds", () => {
    const { calls, listening } = listener();
    const stop = createWireStream("http://sandbox/stream").follow(listening);
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      const count = FakeSource.all.length;
      source().failed();
      vi.advanceTimersByTime(seconds * 1_000 - 1);
      expect(FakeSource.all).toHaveLength(count);
      vi.advanceTimersByTime(1);
      expect(FakeSource.all).toHaveLength(count + 1);
    }
    source().opened();
    expect(calls.at(-1)).toBe("open");
    source().failed();
    vi.advanceTimersByTime(1_000);
    expect(FakeSource.all).toHaveLength(9);
    stop();
  });

  test("is closed while the tab is hidden", () => {
    const stop = createWireStream("http://sandbox/stream").follow(listener().listening);
    const first = source();
    page.hidden = true;
    page.dispatchEvent(new Event("visibilitychange"));
    expect(isOpen(first)).toBe(false);
    page.hidden = false;
    page.dispatchEvent(new Event("visibilitychange"));
    expect(FakeSource.all).toHaveLength(2);
    expect(isOpen(source())).toBe(true);
    stop();
    page.dispatchEvent(new Event("visibilitychange"));
    expect(FakeSource.all).toHaveLength(2);
  });

  test("does not come back after the last listener has gone during a pause", () => {
    const stop = createWireStream("http://sandbox/stream").follow(listener().listening);
    source().failed();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.all).toHaveLength(1);
  });
});
