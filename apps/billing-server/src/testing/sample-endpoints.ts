import type { EndpointStore } from "../ports/endpoint-store.ts";
import type { EndpointDependencies } from "../procedures/operator/endpoint-rules.ts";
import { sampleFeed } from "./sample-feed.ts";

const unexpected = async (): Promise<never> => {
  throw new Error("No operator was expected.");
};

/** An endpoint store whose methods reject unless a test passes them, with a signing key and an empty feed. */
export const sampleEndpoints = (parts: Partial<EndpointStore> = {}): EndpointDependencies => ({
  endpoints: {
    list: unexpected,
    find: unexpected,
    add: unexpected,
    remove: unexpected,
    enable: unexpected,
    rotateSecret: unexpected,
    resend: unexpected,
    dispatches: unexpected,
    ...parts,
  },
  feed: sampleFeed(),
  endpointRules: {
    deriveSecret: ({ id, secretGeneration }) => `whsec_${id}.${secretGeneration}`,
    isAllowedAddress: (address) => !address.startsWith("10."),
  },
});
