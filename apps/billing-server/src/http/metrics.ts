/** A request that was answered. */
export interface AnsweredRequest {
  /** The route's pattern, or `none`. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** The service's figures in Prometheus' text format, and what the HTTP layer adds to them. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  answered(request: AnsweredRequest): void;
  webhook(outcome: "received" | "refused" | "unavailable"): void;
}
