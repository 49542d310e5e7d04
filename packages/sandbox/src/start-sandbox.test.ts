import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setupServer } from "msw/node";
import { describe, expect, test } from "vitest";
import {
  IssuerSandbox,
  issuerHandlers,
  PayPalSandbox,
  paypalHandlers,
  startSandbox,
  WebOrderSandbox,
  webOrderHandlers,
} from "./index.ts";
import { PayPalCaller } from "./testing/paypal-caller.ts";

describe("startSandbox", () => {
  test("listens on free ports of 127.0.0.1 until it is disposed", async () => {
    let url: string;
    {
      await using sandbox = await startSandbox();
      url = sandbox.paypal.url;
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(sandbox.webOrder.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/order$/);
      expect(sandbox.issuer.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/realms\/onekonsole$/);
      expect((await new PayPalCaller(sandbox.paypal).login()).status).toBe(200);
    }
    await expect(fetch(url)).rejects.toThrow();
  });

  test("listens on the given ports", async () => {
    const probe = await startSandbox();
    await probe.close();
    const paypalPort = Number(new URL(probe.paypal.url).port);
    const webOrderPort = Number(new URL(probe.webOrder.url).port);
    const issuerPort = Number(new URL(probe.issuer.url).port);
    await using sandbox = await startSandbox({ paypalPort, webOrderPort, issuerPort });
    expect(sandbox.paypal.url).toBe(probe.paypal.url);
    expect(sandbox.webOrder.url).toBe(probe.webOrder.url);
    expect(sandbox.issuer.url).toBe(probe.issuer.url);
  });

  test("rejects when a port is taken, and releases the others", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const issuerPort = (server.address() as AddressInfo).port;
    const probe = await startSandbox();
    await probe.close();
    const paypalPort = Number(new URL(probe.paypal.url).port);
    const webOrderPort = Number(new URL(probe.webOrder.url).port);
    const ports = { paypalPort, webOrderPort, issuerPort };
    await expect(startSandbox(ports)).rejects.toThrow("EADDRINUSE");
    server.close();
    await (await startSandbox({ paypalPort, webOrderPort })).close();
  });

  test("closes with a pending request, and may be closed twice", async () => {
    const sandbox = await startSandbox();
    sandbox.paypal.faults.add({ operation: "token", kind: "hang" });
    const arrived = new PayPalCaller(sandbox.paypal).login().catch((error: Error) => error);
    await expect.poll(() => sandbox.paypal.requests.length).toBe(1);
    await sandbox.close();
    expect(await arrived).toBeInstanceOf(Error);
    await sandbox.close();
  });
});

test("the handlers work in msw without a server of their own", async () => {
  const paypal = new PayPalSandbox({ url: "https://paypal.example" });
  const webOrder = new WebOrderSandbox({ url: "http://web-order.example/order" });
  const issuer = new IssuerSandbox({ url: "https://login.example" });
  const server = setupServer(
    ...paypalHandlers(paypal),
    ...webOrderHandlers(webOrder),
    ...issuerHandlers(issuer),
  );
  server.listen({ onUnhandledFrame: "error" });
  try {
    const caller = new PayPalCaller(paypal);
    await caller.login();
    const { body } = await caller.create();
    paypal.approve(body.id);
    expect((await caller.capture(body.id)).status).toBe(201);
    const refused = await fetch(webOrder.url, { method: "POST", body: "{}" });
    expect(refused.status).toBe(400);
    const discovery = await fetch(`${issuer.url}/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({ issuer: issuer.url });
    paypal.faults.add({ operation: "orders.get", kind: "reset" });
    await expect(caller.order(body.id)).rejects.toThrow();
  } finally {
    server.close();
  }
});

test("URLs name the public host, at which the control API is served as well", async () => {
  await using sandbox = await startSandbox({ publicHost: "localhost" });
  expect(new URL(sandbox.paypal.url).hostname).toBe("localhost");
  const response = await fetch(`${sandbox.paypal.url}/_sandbox/clock`);
  expect(response.status).toBe(200);
});
