/** Performs a change of the sandbox; the label is its text. */
export type Turn = (label: string, perform: () => Promise<unknown>) => void;
