import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describePublicTypes, reviewedFile, reviewedPackages } from "./public-types.ts";

test.each(reviewedPackages)(
  "the public types of %s are those in `api`; `npm run api` writes them, for review",
  (name) => {
    expect(describePublicTypes(name)).toBe(readFileSync(reviewedFile(name), "utf8"));
  },
);
