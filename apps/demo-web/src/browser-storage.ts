// A browser that rejects storage throws when the property is read, hence the functions.

/** Reads a stored text; null if there is none or the browser rejects storage. */
export function readStored(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** Stores a text if the browser allows it. */
export function writeStored(storage: () => Storage, key: string, text: string): void {
  try {
    storage().setItem(key, text);
  } catch {
    return;
  }
}
