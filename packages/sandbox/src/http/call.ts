/** One incoming request with its body read. */
export interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON; undefined when it is empty or malformed. */
  readonly json: unknown;
}

/** The used part of msw's resolver argument. */
export interface Incoming {
  readonly request: Request;
  readonly params?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Reads the body of a request once, for both its log entry and its handler. */
export async function readCall({ request, params = {} }: Incoming): Promise<Call> {
  const text = await request.text();
  return {
    request,
    url: new URL(request.url),
    params: Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, String(value)]),
    ),
    text,
    json: parsed(text),
  };
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
