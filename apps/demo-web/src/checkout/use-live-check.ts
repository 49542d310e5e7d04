import { useEffect, useState } from "react";
import { afterPause } from "./after-pause.ts";

// Long enough that a name in progress is not criticized at every key.
const pauseMs = 700;

/**
 * Whether to show that a typed text is wrong: after a pause, then until the text is right. Nothing appears while
 * a pointer is pressed.
 */
export function useLiveCheck(text: string, isWrong: boolean): boolean {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isWrong) {
      setShown(false);
      return;
    }
    return afterPause(() => setShown(true), pauseMs, window);
  }, [text, isWrong]);
  return isShown && isWrong;
}
