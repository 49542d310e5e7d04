/** An action that the sandbox's current state does not allow; the message says why. */
export class NotPossible extends Error {
  override readonly name = "NotPossible";
}
