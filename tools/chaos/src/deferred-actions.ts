/** An action of a customer, the merchant or PayPal that waits for a condition. */
export interface DeferredAction {
  /** A thrown error counts as `false`. */
  readonly isDue: () => boolean;
  readonly run: () => void;
}

export interface DeferredActions {
  /** How many actions wait for their condition; actions deferred by days are not counted. */
  readonly pending: number;
  /** How many actions have not run, those that were deferred by days included. */
  readonly leftover: number;
  defer(action: DeferredAction): void;
  /** Defers an action that takes place days later: it runs when the drain calls `runDelayed`. */
  deferDays(run: () => void): void;
  /** Runs every action whose condition holds; returns how many. */
  runDue(): number;
  /** Runs the actions that were deferred by days. */
  runDelayed(): void;
}

/** Creates an empty list. */
export function createDeferredActions(): DeferredActions {
  let waiting: DeferredAction[] = [];
  const delayed: (() => void)[] = [];
  return {
    get pending() {
      return waiting.length;
    },
    get leftover() {
      return waiting.length + delayed.length;
    },
    defer: (action) => waiting.push(action),
    deferDays: (run) => delayed.push(run),
    runDue: () => {
      const due = waiting.filter(isDue);
      waiting = waiting.filter((action) => !due.includes(action));
      for (const { run } of due) run();
      return due.length;
    },
    runDelayed: () => {
      for (const run of delayed.splice(0)) run();
    },
  };
}

function isDue(action: DeferredAction): boolean {
  try {
    return action.isDue();
  } catch {
    return false;
  }
}
