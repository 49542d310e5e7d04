/**
 * Calls `act` after a pause in which no pointer was pressed, since what moves between press and release loses the
 * click. Returns a function that cancels the call.
 */
export function afterPause(act: () => void, pauseMs: number, page: EventTarget): () => void {
  const listeners = new AbortController();
  const finish = () => {
    listeners.abort();
    act();
  };
  let timer = setTimeout(finish, pauseMs);
  const stop = () => clearTimeout(timer);
  const restart = () => {
    stop();
    timer = setTimeout(finish, pauseMs);
  };
  const { signal } = listeners;
  page.addEventListener("pointerdown", stop, { signal });
  page.addEventListener("pointerup", restart, { signal });
  page.addEventListener("pointercancel", restart, { signal });
  return () => {
    listeners.abort();
    stop();
  };
}
