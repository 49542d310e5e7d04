import { expectTypeOf, test } from "vitest";
import { canonicalDetails } from "./order-details.ts";

test("the canonical form always has a monitoring storage", () => {
  const sent: { user_id: string; has_monitoring: boolean; monitoring_storage?: number } = {
    user_id: "U",
    has_monitoring: false,
  };
  expectTypeOf(canonicalDetails(sent).monitoring_storage).toEqualTypeOf<number>();
  expectTypeOf(canonicalDetails(sent).user_id).toEqualTypeOf<string>();
});

test("further details keep their types", () => {
  const sent = { user_id: "U", has_monitoring: true, images_storage: 10, note: "n" as "n" | null };
  expectTypeOf(canonicalDetails(sent).images_storage).toEqualTypeOf<number>();
  expectTypeOf(canonicalDetails(sent).note).toEqualTypeOf<"n" | null>();
});

test("details without an owner or a monitoring flag have no canonical form", () => {
  // @ts-expect-error no owner
  canonicalDetails({ has_monitoring: false });
  // @ts-expect-error no flag
  canonicalDetails({ user_id: "U" });
  // @ts-expect-error a storage that is not a number
  canonicalDetails({ user_id: "U", has_monitoring: true, monitoring_storage: "5" });
  expectTypeOf(canonicalDetails).parameter(0).toHaveProperty("monitoring_storage");
});
