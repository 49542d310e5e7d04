import { readStored, writeStored } from "../browser-storage.ts";
import type { User } from "./issuer.ts";

const key = "billing-sandbox-user";

// For a browser that stores nothing.
let remembered: string | null = null;

/** The id last chosen in this browser, by whichever of its tabs; null before the first choice. */
export function chosenUserId(): string | null {
  return readStored(() => localStorage, key) ?? remembered;
}

/** Every tab of the browser is this user's from now on. */
export function chooseUser(id: string): void {
  remembered = id;
  writeStored(() => localStorage, key, id);
  // The browser tells the other tabs only.
  window.dispatchEvent(new StorageEvent("storage", { key, newValue: id }));
}

/** Calls back after every choice, also one in another tab; returns how to stop it. */
export function onChoice(callback: () => void): () => void {
  const listener = (event: StorageEvent) => {
    if (event.key === key) callback();
  };
  window.addEventListener("storage", listener);
  return () => window.removeEventListener("storage", listener);
}

/** The chosen one of those who exist, else the first. */
export function signedInUser(users: readonly User[], chosenId: string | null): User | undefined {
  return users.find(({ id }) => id === chosenId) ?? users[0];
}
