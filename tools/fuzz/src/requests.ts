import { type ProcedureDeclaration, procedures } from "@onekonsole/billing-contract";
import fc from "fast-check";
import type { FuzzRequest } from "./fuzz-request.ts";
import { noise } from "./noise.ts";
import { type KnownOrder, procedureInputs, type ProcedurePath } from "./procedure-inputs.ts";
import { elsewhere, restRequest, type SignedText, webhook } from "./rest-requests.ts";
import { trpcBatch, trpcMutation, trpcQuery } from "./trpc-requests.ts";

/** What requests are made of. */
export interface Material extends KnownOrder {
  /** Signed by the simulated PayPal, and forged ones. */
  readonly deliveries: readonly SignedText[];
}

/** Requests to every route and procedure, and some to none. */
export function requests(material: Material): fc.Arbitrary<FuzzRequest> {
  const inputs = procedureInputs(material);
  const declared = Object.entries(procedures).flatMap(([group, members]) =>
    Object.entries(members as Record<string, ProcedureDeclaration>).map(([name, declaration]) => ({
      declaration,
      path: `${group}.${name}` as ProcedurePath,
    })),
  );
  const asRest = declared.flatMap(({ declaration, path }) =>
    declaration.rest ? [restRequest(declaration.rest, inputs[path])] : [],
  );
  const asTrpc = declared.map(({ declaration, path }) =>
    declaration.kind === "mutation"
      ? trpcMutation(path, inputs[path])
      : trpcQuery(path, inputs[path]),
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...asTrpc) },
    { weight: 3, arbitrary: fc.oneof(...asRest) },
    { weight: 1, arbitrary: trpcBatch(inputs) },
    { weight: 1, arbitrary: webhook(material.deliveries) },
    { weight: 1, arbitrary: elsewhere },
    { weight: 1, arbitrary: noise },
  );
}
