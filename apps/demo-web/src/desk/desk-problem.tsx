import { Notice } from "../notice.tsx";
import { sandboxUrl } from "./clients.ts";
import { describeFailure } from "./describe-failure.ts";

/** Why the desk cannot read the sandbox or the service, and how to go on. */
export function DeskProblem({ error }: { readonly error: Error }) {
  return (
    <Notice tone="warning" role="status">
      <p>{describeFailure(error)}</p>
      <p className="notice-detail">
        The desk shows what it last read, and continues by itself. <code>npm run dev</code> starts
        the sandbox and the service; the desk expects the control API at <code>{sandboxUrl}</code>.
      </p>
    </Notice>
  );
}
