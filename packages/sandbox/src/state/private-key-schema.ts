import { z } from "zod";

/** A private key as PEM (PKCS #8). The sandbox generates all its keys itself, and nothing else trusts them. */
export const privateKeySchema = z.string().startsWith("-----BEGIN PRIVATE KEY-----");
