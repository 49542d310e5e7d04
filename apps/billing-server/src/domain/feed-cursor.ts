import { crc32 } from "node:zlib";

/** The cursor behind a position of the event feed; 0 is the start. Its form may change, so clients only keep it. */
export function encodeCursor(position: bigint): string {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(position);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8);
  return bytes.toString("base64url");
}

/** The position of a cursor; `null` for a damaged one, which would silently go on from elsewhere. */
export function decodeCursor(cursor: string): bigint | null {
  const bytes = Buffer.from(cursor, "base64url");
  if (bytes.length !== 12 || bytes.readUInt32BE(8) !== crc32(bytes.subarray(0, 8))) return null;
  return bytes.readBigUInt64BE();
}
