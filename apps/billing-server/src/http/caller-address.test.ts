import { describe, expect, test } from "vitest";
import { callerAddress } from "./caller-address.ts";

const ingress = "10.0.0.1";
const caller = "203.0.113.7";

/** The counted address of a request through the ingress. */
const through = (hops: number | null, forwardedFor: string | undefined, peer = ingress) =>
  callerAddress({ peer, forwardedFor }, hops);

describe("the address of a caller", () => {
  test.each<[string, number | null, string | undefined, string | null]>([
    ["is unknown while the proxies are not configured", null, caller, null],
    ["is the connection's without a proxy", 0, undefined, ingress],
    ["is the connection's whatever the caller sends", 0, caller, ingress],
    ["is what the only proxy wrote", 1, caller, caller],
    ["is what the outer of two proxies wrote", 2, `${caller}, 10.0.0.2`, caller],
    ["is not the caller's entry before one proxy", 1, `1.2.3.4, ${caller}`, caller],
    ["is not the caller's entry before two proxies", 2, `1.2.3.4, ${caller}, 10.0.0.2`, caller],
    [
      "is not among a thousand entries by the caller",
      1,
      `${"1.2.3.4,".repeat(1_000)}${caller}`,
      caller,
    ],
    ["is read without its spaces", 1, `1.2.3.4 ,\t${caller}  `, caller],
  ])("%s", (_, hops, forwardedFor, expected) => {
    expect(through(hops, forwardedFor)).toBe(expected);
  });

  test.each<[string, number, string | undefined]>([
    ["comes from within, without the proxy", 1, undefined],
    ["comes from within, without both proxies", 2, undefined],
    ["is sent empty", 1, ""],
    ["is missing after the caller's entry", 1, "1.2.3.4,"],
    ["is unreadable", 1, "unknown"],
    ["is hidden", 1, "_gazonk"],
    ["is almost valid", 1, "203.0.113.256"],
    ["is very long", 1, "9".repeat(10_000)],
    ["is the caller's entry instead of a second proxy's", 2, `unknown, 10.0.0.2`],
  ])("that %s is the connection's, so that every caller is counted", (_, hops, forwardedFor) => {
    expect(through(hops, forwardedFor)).toBe(ingress);
  });

  test("is the first entry if there are fewer proxies than hops", () => {
    expect(through(2, caller)).toBe(caller);
  });

  test.each([
    ["203.0.113.7:4711", "203.0.113.7"],
    ["[2001:db8:1:2::7]:4711", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2::7]", "2001:db8:1:2::/64"],
    ['"[2001:db8:1:2::7]:4711"', "2001:db8:1:2::/64"],
  ])("may have a port, as some proxies write it: %s", (entry, expected) => {
    expect(through(1, entry)).toBe(expected);
  });

  test("is unknown once the connection is closed", () => {
    expect(callerAddress({ peer: undefined, forwardedFor: undefined }, 0)).toBeNull();
    expect(callerAddress({ peer: undefined, forwardedFor: "unknown" }, 1)).toBeNull();
    expect(callerAddress({ peer: undefined, forwardedFor: caller }, 1)).toBe(caller);
  });
});

describe("an IPv6 caller is counted by network", () => {
  test.each([
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:db8:0:0:8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["1::2:3:4:5:6:7", "1:0:2:3::/64"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
  ])("%s", (address, expected) => {
    expect(through(0, undefined, address)).toBe(expected);
  });

  test.each([
    ["::ffff:203.0.113.7", caller],
    ["::FFFF:203.0.113.7", caller],
    ["::ffff:cb00:7107", caller],
    ["0:0:0:0:0:ffff:203.0.113.7", caller],
  ])("unless it is an IPv4 address in another form: %s", (address, expected) => {
    expect(through(0, undefined, address)).toBe(expected);
  });
});
