import { Notice } from "../notice.tsx";
import { sandboxUrl } from "./clients.ts";
import { describeFailure } from "./describe-failure.ts";

interface DeskProblemProps {
  readonly error: Error;
  readonly isSandboxMissing: boolean;
}

/** Why the desk cannot read the sandbox or the service, and how to go on. */
export function DeskProblem({ error, isSandboxMissing }: DeskProblemProps) {
  return (
    <Notice tone="warning">
      <p>{describeFailure(error)}</p>
      <p className="notice-detail">The desk shows what it last read, and continues by itself.</p>
      {isSandboxMissing && (
        <p className="notice-detail">
          <code>npm run dev</code> starts the sandbox and the service; the desk expects the control
          API at <code>{sandboxUrl}</code>.
        </p>
      )}
    </Notice>
  );
}
