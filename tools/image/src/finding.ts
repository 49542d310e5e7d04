/** One thing that must hold for the image, and what was seen of it. */
export interface Finding {
  readonly what: string;
  readonly seen: string;
  readonly ok: boolean;
}

/** A finding that is right when exactly the wanted was seen. */
export function expected(what: string, seen: string, wanted: string): Finding {
  return { what, seen, ok: seen === wanted };
}
