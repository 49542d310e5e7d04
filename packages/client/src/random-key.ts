/** 128 random bits. Unlike `randomUUID`, pages without TLS have `getRandomValues`. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
