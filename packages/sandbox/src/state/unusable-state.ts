/** A data folder that the sandbox cannot use; the message names what to do. */
export class UnusableState extends Error {
  override readonly name = "UnusableState";
}
