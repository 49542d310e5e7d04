/** A JSON response before it is written. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Besides those that every response has. */
  readonly headers: Readonly<Record<string, string>>;
}

export const jsonAnswer = (body: unknown, headers: Answer["headers"] = {}): Answer => ({
  status: 200,
  text: JSON.stringify(body),
  headers,
});

/** The content type of every answer. */
export const jsonType = { "content-type": "application/json" } as const;
