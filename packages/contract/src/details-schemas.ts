import { z } from "zod";
import { flag, orMissing, text } from "./field-schemas.ts";
import { canonicalDetails } from "./order-details.ts";
import { clusterNamePattern, ruleMessages, storageLimits, userIdPattern } from "./order-rules.ts";

const wholeGigabytes = ({ min, max }: { min: number; max: number }, rule: string) =>
  z
    .int({ error: orMissing(rule) })
    .min(min, rule)
    .max(max, rule);

const monitoringStorageSchema = wholeGigabytes(
  storageLimits.monitoring,
  ruleMessages.monitoringStorage,
);

/** A cluster as stored and shown. */
export const storedDetailsSchema = z.object(
  {
    user_id: text(userIdPattern, ruleMessages.userId),
    cluster_name: text(clusterNamePattern, ruleMessages.clusterName),
    images_storage: wholeGigabytes(storageLimits.images, ruleMessages.imagesStorage),
    has_monitoring: flag(),
    monitoring_storage: monitoringStorageSchema,
    has_alerting: flag(),
  },
  { error: orMissing("must be an object") },
);

/** The cluster a customer orders; parses into its canonical form. Unknown fields are dropped. */
export const orderDetailsSchema = storedDetailsSchema
  .extend({ monitoring_storage: monitoringStorageSchema.optional() })
  .superRefine(
    (details, context) => {
      if (!details.has_monitoring || details.monitoring_storage !== undefined) return;
      context.addIssue({
        code: "custom",
        path: ["monitoring_storage"],
        message: ruleMessages.monitoringStorageMissing,
      });
    },
    // zod skips this check if another field is invalid; all faults must be reported at once.
    { when: ({ value }) => typeof value === "object" && value !== null },
  )
  .transform(canonicalDetails);
