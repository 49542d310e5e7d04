import { useEffect, useState } from "react";

// Long enough that a name in progress is not criticized at every key.
const pauseMs = 700;

export interface LiveCheck {
  /** The problem may be shown. */
  readonly isShown: boolean;
  /** Ends the pause, when the field is left. */
  readonly showNow: () => void;
}

/**
 * When to show that a typed text is wrong: after a pause or when the field is left, then until the
 * text is right.
 */
export function useLiveCheck(text: string, isWrong: boolean): LiveCheck {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isWrong) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), pauseMs);
    return () => clearTimeout(timer);
  }, [text, isWrong]);
  return { isShown: isShown && isWrong, showNow: () => setShown(isWrong) };
}
