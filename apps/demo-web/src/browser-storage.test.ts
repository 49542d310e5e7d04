import { expect, test } from "vitest";
import { readStored, writeStored } from "./browser-storage.ts";
import { memoryStorage } from "./testing/memory-storage.fixture.ts";

const refusing = (): Storage => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

test("a stored text is read back", () => {
  const storage = memoryStorage();
  writeStored(() => storage, "key", "text");
  expect(readStored(() => storage, "key")).toBe("text");
  expect(readStored(() => storage, "other")).toBeNull();
});

test("a browser that refuses storage stores nothing and throws nothing", () => {
  expect(() => writeStored(refusing, "key", "text")).not.toThrow();
  expect(readStored(refusing, "key")).toBeNull();
});

test("a full storage throws nothing", () => {
  const full = memoryStorage();
  full.setItem = () => {
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  };
  expect(() => writeStored(() => full, "key", "text")).not.toThrow();
});
