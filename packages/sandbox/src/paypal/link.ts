/** One entry of the `links` of a resource. */
export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
}
