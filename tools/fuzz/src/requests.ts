import { declarations } from "@onekonsole/billing-contract/schemas";
import fc from "fast-check";
import type { FuzzRequest } from "./fuzz-request.ts";
import { type KnownIds, procedureInputs } from "./procedure-inputs.ts";
import { rawBytes } from "./raw-bytes.ts";
import { otherRequest, restRequest, type SignedText, webhook } from "./rest-requests.ts";
import { trpcBatch, trpcMutation, trpcQuery } from "./trpc-requests.ts";

/** The ids and webhooks that requests are built from. */
export interface SeedData extends KnownIds {
  /** The orders that the caller `customer` does not own. */
  readonly foreignOrderIds: ReadonlySet<string>;
  /** Webhooks with genuine and with forged signatures. */
  readonly deliveries: readonly SignedText[];
}

/** Requests to every route and procedure, to other paths, and raw bytes. */
export function requests(seedData: SeedData): fc.Arbitrary<FuzzRequest> {
  const inputs = procedureInputs(seedData);
  const declared = [...inputs].map(([path, input]) => ({
    path,
    input,
    declaration: declarations.get(path),
  }));
  const asRest = declared.flatMap(({ declaration, input }) =>
    declaration?.rest ? [restRequest(declaration.rest, input)] : [],
  );
  const asTrpc = declared.map(({ declaration, path, input }) =>
    declaration?.kind === "mutation" ? trpcMutation(path, input) : trpcQuery(path, input),
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...asTrpc) },
    { weight: 3, arbitrary: fc.oneof(...asRest) },
    { weight: 1, arbitrary: trpcBatch(inputs) },
    { weight: 1, arbitrary: webhook(seedData.deliveries) },
    { weight: 1, arbitrary: otherRequest },
    { weight: 1, arbitrary: rawBytes },
  );
}
