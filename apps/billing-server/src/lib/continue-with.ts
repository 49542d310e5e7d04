/**
 * Continues with a result: at once if it is there, since a promise would wait for the turn's other
 * work, and later if it is promised.
 */
export const continueWith = <T, U>(
  result: T | Promise<T>,
  apply: (result: T) => U,
): U | Promise<U> => (result instanceof Promise ? result.then(apply) : apply(result));
