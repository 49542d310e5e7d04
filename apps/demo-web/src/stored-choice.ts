import { readStored, writeStored } from "./browser-storage.ts";

/** A choice that this browser keeps and all its tabs share. */
export interface StoredChoice {
  /** The text that was last chosen in any tab; null before the first choice. */
  readonly read: () => string | null;
  /** Switches every tab of the browser. */
  readonly choose: (text: string) => void;
  /** Calls back after every choice, also in another tab; returns a function that unsubscribes. */
  readonly onChange: (callback: () => void) => () => void;
}

/** The choice that is stored under a key; kept for this page only if the browser rejects storage. */
export function storedChoice(key: string): StoredChoice {
  let remembered: string | null = null;
  return {
    read: () => readStored(() => localStorage, key) ?? remembered,
    choose(text) {
      remembered = text;
      writeStored(() => localStorage, key, text);
      // The browser sends the storage event to other tabs only.
      window.dispatchEvent(new StorageEvent("storage", { key, newValue: text }));
    },
    onChange(callback) {
      const listener = (event: StorageEvent) => {
        if (event.key === key) callback();
      };
      window.addEventListener("storage", listener);
      return () => window.removeEventListener("storage", listener);
    },
  };
}
