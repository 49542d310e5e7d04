import { readStored, writeStored } from "../browser-storage.ts";
import type { User } from "./issuer.ts";

const key = "billing-sandbox-user";

// Used if the browser rejects storage.
let remembered: string | null = null;

/** The id that was last chosen in any tab of this browser; null before the first choice. */
export function chosenUserId(): string | null {
  return readStored(() => localStorage, key) ?? remembered;
}

/** Switches every tab of the browser to this user. */
export function chooseUser(id: string): void {
  remembered = id;
  writeStored(() => localStorage, key, id);
  // The browser sends the storage event to other tabs only.
  window.dispatchEvent(new StorageEvent("storage", { key, newValue: id }));
}

/** Calls back after every choice, also in another tab; returns a function that unsubscribes. */
export function onChoice(callback: () => void): () => void {
  const listener = (event: StorageEvent) => {
    if (event.key === key) callback();
  };
  window.addEventListener("storage", listener);
  return () => window.removeEventListener("storage", listener);
}

/** The chosen user if it exists, otherwise the first. */
export function signedInUser(users: readonly User[], chosenId: string | null): User | undefined {
  return users.find(({ id }) => id === chosenId) ?? users[0];
}
