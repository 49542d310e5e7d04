// A browser that refuses storage throws already when it is named, hence the functions.

/** What is stored; null also where the browser stores nothing. */
export function readStored(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** Stores a text where the browser allows it. */
export function writeStored(storage: () => Storage, key: string, text: string): void {
  try {
    storage().setItem(key, text);
  } catch {
    return;
  }
}
