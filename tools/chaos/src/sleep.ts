/** Resolves after that time. Unlike `node:timers/promises`, it follows the fake timers of a test. */
export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
