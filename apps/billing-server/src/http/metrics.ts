/** A completed request. */
export interface AnsweredRequest {
  /** The route's pattern, or `none`. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** Metrics in Prometheus text format, and the counters of the HTTP layer. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  answered(request: AnsweredRequest): void;
  webhook(outcome: "received" | "refused" | "unavailable"): void;
}
