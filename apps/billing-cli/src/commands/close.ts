import { decide } from "./decide.ts";

/** Ends what a person has dealt with. */
export const close = decide({
  name: "close",
  summary: "end what you have dealt with: the money is gone, never came, or paid for a cluster",
  explained: `Takes an order out of a person's hands when there is nothing left to try or to give back: its money
is gone or never came, or it paid for a cluster that was delivered.`,
  question: "Type yes to close it:",
});
