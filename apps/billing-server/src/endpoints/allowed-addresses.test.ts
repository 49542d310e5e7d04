import { expect, test } from "vitest";
import { allowedAddresses } from "./allowed-addresses.ts";

const publicOnly = allowedAddresses([], { allowsLoopback: false });

test.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.31.255.255",
  "192.168.1.1",
  "198.19.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:10.1.2.3",
  "::ffff:7f00:1",
  "::ffff:a9fe:a9fe",
  "::127.0.0.1",
  "::ffff:0:10.0.0.1",
  "::ffff:0:a00:1",
  "64:ff9b::a00:1",
  "64:ff9b:1::a00:1",
  "100::1",
  "100:0:0:1::1",
  "2001::a00:1",
  "2001:db8::1",
  "2002:a00:1::",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "3fff::1",
  "4000::1",
  "5f00::1",
  "ff02::1",
  "localhost",
  "example.org",
  "",
  "127.1",
  "0x7f000001",
  "2130706433",
])("%s is not a public address", (address) => {
  expect(publicOnly(address)).toBe(false);
});

test.each(["8.8.8.8", "172.32.0.1", "192.0.3.1", "2606:4700::1111", "::ffff:8.8.8.8"])(
  "%s is a public address",
  (address) => {
    expect(publicOnly(address)).toBe(true);
  },
);

test("networks that the configuration names are allowed, and no others", () => {
  const allowed = allowedAddresses(["10.96.0.0/12", "fd00:1::/32"], { allowsLoopback: false });
  for (const address of ["10.96.0.10", "::ffff:10.96.0.10", "fd00:1::5", "8.8.8.8"])
    expect(allowed(address)).toBe(true);
  for (const address of ["10.1.0.1", "fd00:2::5", "127.0.0.1", "169.254.169.254"])
    expect(allowed(address)).toBe(false);
});

test("loopback is allowed on request", () => {
  const allowed = allowedAddresses([], { allowsLoopback: true });
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    expect(allowed(address)).toBe(true);
  expect(allowed("10.0.0.1")).toBe(false);
});
