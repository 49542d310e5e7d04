import {
  ApiError,
  CheckoutPaymentIntent,
  Client,
  Environment,
  OrdersController,
  type OrderRequest,
  PatchOp,
  PaymentsController,
  TransactionSearchController,
} from "@paypal/paypal-server-sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { payer } from "../paypal/accounts.ts";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { SandboxAgent } from "./sandbox-agent.ts";

let sandbox: Sandbox;
let agent: SandboxAgent;
let client: Client;
let orders: OrdersController;
let payments: PaymentsController;
beforeAll(async () => {
  sandbox = await startSandbox();
  agent = new SandboxAgent(sandbox.paypal.url);
  client = newClient(sandbox.paypal.clientSecret);
  orders = new OrdersController(client);
  payments = new PaymentsController(client);
});
afterAll(async () => {
  agent.destroy();
  await sandbox.close();
});

/** PayPal's SDK has two fixed base URLs, and takes the agent of its HTTP client as an option. */
const newClient = (oAuthClientSecret: string): Client =>
  new Client({
    clientCredentialsAuthCredentials: {
      oAuthClientId: sandbox.paypal.clientId,
      oAuthClientSecret,
    },
    environment: Environment.Sandbox,
    httpClientOptions: { httpsAgent: agent },
  });

const body: OrderRequest = {
  intent: CheckoutPaymentIntent.Capture,
  purchaseUnits: [
    {
      customId: "order-1",
      amount: {
        currencyCode: "USD",
        value: "31.00",
        breakdown: { itemTotal: { currencyCode: "USD", value: "31.00" } },
      },
      items: [
        {
          name: "Cluster",
          quantity: "1",
          unitAmount: { currencyCode: "USD", value: "31.00" },
        },
      ],
    },
  ],
};

const prefer = "return=representation";

/** Creates, approves and captures an order; the SDK rejects a response that does not have its shape. */
async function buy() {
  const { result } = await orders.createOrder({ body, prefer });
  const id = result.id ?? "";
  sandbox.paypal.approve(id);
  const captured = await orders.captureOrder({ id, prefer });
  return { id, captureId: captured.result.purchaseUnits?.[0]?.payments?.captures?.[0]?.id ?? "" };
}

/** The error that the SDK throws. */
async function failure(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiError)) throw new Error("The SDK threw no ApiError.", { cause: error });
  return error;
}

const issue = async (call: Promise<unknown>): Promise<string> => {
  const { result } = await failure(call);
  return (result as { details: { issue: string }[] }).details[0]?.issue ?? "";
};

describe("PayPal's SDK for servers", () => {
  test("creates, shows and captures an order", async () => {
    const created = await orders.createOrder({ body, prefer: "return=minimal" });
    // PayPal's sample server passes this text on to its page, which reads the id.
    const { id } = JSON.parse(created.body as string) as { id: string };
    expect([created.statusCode, created.result.status]).toEqual([201, "CREATED"]);
    sandbox.paypal.approve(id);
    const shown = await orders.getOrder({ id });
    expect([shown.result.status, shown.result.payer?.payerId]).toEqual([
      "APPROVED",
      payer.payer_id,
    ]);
    const { result } = await orders.captureOrder({ id, paypalRequestId: "key-1" });
    expect(result.purchaseUnits?.[0]?.payments?.captures).toMatchObject([{ status: "COMPLETED" }]);
    const again = await orders.captureOrder({ id, paypalRequestId: "key-1" });
    expect([again.statusCode, again.result.id]).toEqual([200, id]);
  });

  test("shows a capture, and refunds it in two parts", async () => {
    const { id, captureId } = await buy();
    const capture = await payments.getCapturedPayment({ captureId });
    expect(capture.result).toMatchObject({ status: "COMPLETED", customId: "order-1" });
    const part = { amount: { currencyCode: "USD", value: "1.00" } };
    const first = await payments.refundCapturedPayment({ captureId, body: part, prefer });
    expect(first.result).toMatchObject({ status: "COMPLETED", amount: part.amount });
    await payments.refundCapturedPayment({ captureId });
    const refund = await payments.getRefund({ refundId: first.result.id ?? "" });
    expect(refund.result.sellerPayableBreakdown?.totalRefundedAmount?.value).toBe("1.00");
    expect(sandbox.paypal.refundedTotal(id)).toBe("31.00");
  });

  test("changes an order", async () => {
    const { result } = await orders.createOrder({ body });
    const path = "/purchase_units/@reference_id=='default'/custom_id";
    const id = result.id ?? "";
    const change = [{ op: PatchOp.Replace, path, value: "order-2" }];
    expect((await orders.patchOrder({ id, body: change })).statusCode).toBe(204);
    expect((await orders.getOrder({ id })).result.purchaseUnits?.[0]?.customId).toBe("order-2");
  });

  test("confirms PayPal as the payment source", async () => {
    const id = (await orders.createOrder({ body })).result.id ?? "";
    const source = { paymentSource: { paypal: {} } };
    const { result } = await orders.confirmOrder({ id, body: source });
    expect(result.status).toBe("PAYER_ACTION_REQUIRED");
    expect(result.links?.map(({ rel }) => rel)).toContain("payer-action");
  });

  test("receives PayPal's errors", async () => {
    const id = (await orders.createOrder({ body })).result.id ?? "";
    expect(await issue(orders.captureOrder({ id }))).toBe("ORDER_NOT_APPROVED");
    expect(await issue(orders.authorizeOrder({ id }))).toBe("ACTION_DOES_NOT_MATCH_INTENT");
    sandbox.paypal.approve(id, { capture: "DECLINED" });
    expect(await issue(orders.captureOrder({ id }))).toBe("INSTRUMENT_DECLINED");
    expect(await issue(orders.getOrder({ id: "NONE" }))).toBe("INVALID_RESOURCE_ID");
    const { captureId } = await buy();
    await payments.refundCapturedPayment({ captureId });
    const refused = payments.refundCapturedPayment({ captureId });
    expect(await issue(refused)).toBe("CAPTURE_FULLY_REFUNDED");
  });

  test("searches transactions, with every part of them", async () => {
    const search = new TransactionSearchController(client);
    const { id, captureId } = await buy();
    sandbox.paypal.refundInDashboard(id, "1.00");
    const [startDate, endDate] = [-1, 1].map((hours) =>
      new Date(sandbox.paypal.clock.now() + hours * 3_600_000).toISOString(),
    ) as [string, string];
    const range = { startDate, endDate };
    const { result } = await search.searchTransactions({ ...range, fields: "all" });
    const infos = result.transactionDetails?.map(({ transactionInfo }) => transactionInfo);
    const own = infos?.filter((it) =>
      [it?.transactionId, it?.paypalReferenceId].includes(captureId),
    );
    expect(own).toMatchObject([
      { transactionEventCode: "T0006", feeAmount: { value: "-1.24" } },
      { transactionEventCode: "T1107", transactionAmount: { value: "-1.00" } },
    ]);
    const tooLong = { startDate, endDate: "2100-01-01T00:00:00Z" };
    expect((await failure(search.searchTransactions(tooLong))).statusCode).toBe(400);
  });

  test("receives a simulated error by PayPal-Mock-Response", async () => {
    const paypalMockResponse = '{"mock_application_codes": "PERMISSION_DENIED"}';
    const { statusCode } = await failure(orders.captureOrder({ id: "ANY", paypalMockResponse }));
    expect(statusCode).toBe(403);
  });

  test("fails to sign in with a wrong secret", async () => {
    const stranger = new OrdersController(newClient("wrong"));
    const { statusCode } = await failure(stranger.createOrder({ body }));
    expect(statusCode).toBe(401);
  });
});
