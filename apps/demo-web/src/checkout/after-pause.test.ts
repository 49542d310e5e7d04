import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterPause } from "./after-pause.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const start = () => {
  const page = new EventTarget();
  const act = vi.fn<() => void>();
  const cancel = afterPause(act, 700, page);
  const send = (type: string) => page.dispatchEvent(new Event(type));
  return { act, cancel, send };
};

test("calls once, after the pause", () => {
  const { act, send } = start();
  vi.advanceTimersByTime(699);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  send("pointerup");
  vi.runAllTimers();
  expect(act).toHaveBeenCalledOnce();
});

test.each(["pointerup", "pointercancel"])(
  "does not call while a pointer is pressed, but after a pause from its %s",
  (release) => {
    const { act, send } = start();
    send("pointerdown");
    vi.runAllTimers();
    expect(act).not.toHaveBeenCalled();
    send(release);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(700);
    expect(act).toHaveBeenCalledOnce();
  },
);

test("does not call after it is cancelled, nor after a later release", () => {
  const { act, cancel, send } = start();
  cancel();
  send("pointerup");
  vi.runAllTimers();
  expect(act).not.toHaveBeenCalled();
});
