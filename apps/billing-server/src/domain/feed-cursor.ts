// The largest prime below 2^32: a change of any one character changes the remainder.
const modulus = 4_294_967_291n;

const checksum = (position: bigint): number => Number((position + 1n) % modulus);

/**
 * The cursor behind a position of the event feed; 0 is the start. Clients keep it, and may sort by it: as texts,
 * cursors are in the order of their positions. Otherwise its form may change in a release.
 */
export function encodeCursor(position: bigint): string {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(position);
  bytes.writeUInt32BE(checksum(position), 8);
  return bytes.toString("hex");
}

// PostgreSQL's bigint.
const lastPosition = 2n ** 63n - 1n;

/** The position of a cursor; `null` for a damaged or impossible one, which would silently lead elsewhere. */
export function decodeCursor(cursor: string): bigint | null {
  const bytes = Buffer.from(cursor, "hex");
  if (bytes.length !== 12) return null;
  const position = bytes.readBigUInt64BE();
  if (position > lastPosition) return null;
  return bytes.readUInt32BE(8) === checksum(position) ? position : null;
}
