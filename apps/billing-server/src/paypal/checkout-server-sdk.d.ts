// The types published for the SDK are of 2023 and wrong in places we use (no request id on create,
// `any` results), so the few shapes we need are declared here.
declare module "@paypal/checkout-server-sdk" {
  /** A request as the SDK's builders leave it. */
  interface SdkRequest {
    path: string;
    verb: string;
    headers: Record<string, string>;
    body?: unknown;
    /** Ours: in bytes, where the answer may be longer than usual. */
    longestAnswer?: number;
  }

  interface SdkRequestWithBody extends SdkRequest {
    requestBody(body: unknown): this;
  }

  interface SdkEnvironment {
    readonly baseUrl: string;
  }

  type AccountEnvironment = new (clientId: string, clientSecret: string) => SdkEnvironment;

  const sdk: {
    readonly core: {
      readonly PayPalEnvironment: new (
        ...account: [clientId: string, clientSecret: string, baseUrl: string, webUrl: string]
      ) => SdkEnvironment;
      readonly SandboxEnvironment: AccountEnvironment;
      readonly LiveEnvironment: AccountEnvironment;
      readonly PayPalHttpClient: new (environment: SdkEnvironment) => {
        readonly environment: SdkEnvironment;
        execute(request: SdkRequest): Promise<unknown>;
      };
      readonly AccessTokenRequest: new (environment: SdkEnvironment) => SdkRequest;
    };
    readonly orders: {
      readonly OrdersCreateRequest: new () => SdkRequestWithBody;
      readonly OrdersGetRequest: new (id: string) => SdkRequest;
      readonly OrdersCaptureRequest: new (id: string) => SdkRequestWithBody;
    };
    readonly payments: {
      readonly CapturesRefundRequest: new (captureId: string) => SdkRequestWithBody;
      readonly RefundsGetRequest: new (refundId: string) => SdkRequest;
    };
  };
  export default sdk;
  export type { SdkRequest };
}
