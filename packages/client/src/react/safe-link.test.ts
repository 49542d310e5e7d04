import { expect, test } from "vitest";
import { safeLink } from "./safe-link.ts";

test.each([
  ["https://www.paypal.com/checkoutnow?token=1", "https://www.paypal.com/checkoutnow?token=1"],
  ["http://127.0.0.1:4000/checkoutnow?token=1", "http://127.0.0.1:4000/checkoutnow?token=1"],
  ["HTTPS:\\\\www.paypal.com/checkoutnow", "https://www.paypal.com/checkoutnow"],
])("a browser is sent to %s", (link, sent) => {
  expect(safeLink(link)).toBe(sent);
});

test.each([
  ["javascript:alert(1)"],
  [" java\nscript:alert(1)"],
  ["data:text/html,hello"],
  ["http://www.paypal.com/checkoutnow"],
  ["http://127.0.0.1.evil.example/checkoutnow"],
  ["/checkoutnow"],
  [""],
  [null],
  [undefined],
])("a browser is not sent to %j", (link) => {
  expect(safeLink(link)).toBeUndefined();
});
