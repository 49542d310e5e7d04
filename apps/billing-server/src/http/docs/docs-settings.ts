/** How the page lets its reader try the API. */
export interface DocsSettings {
  /** Whether requests can be sent from the page: never where money is real. */
  readonly canTry: boolean;
  /** The issuer that a simulated one may be; `null` if no token is needed. */
  readonly issuer: string | null;
}
