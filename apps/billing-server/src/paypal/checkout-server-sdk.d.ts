// The published types date from 2023 and lack or misstate what we use: no request id on create,
// `any` results. The types that we need are declared here.
declare module "@paypal/checkout-server-sdk" {
  /** A request as the SDK's builders create it. */
  interface SdkRequest {
    path: string;
    verb: string;
    headers: Record<string, string>;
    body?: unknown;
    /** Our addition: maximum response size in bytes, where the default is too small. */
    maxResponseBytes?: number;
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
