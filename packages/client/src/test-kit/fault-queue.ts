import type { DeclaredError, ErrorCode, ProcedurePath } from "@onekonsole/billing-contract";
import { type FaultDetails, KitFault } from "./kit-fault.ts";

/** A code that the procedure declares, or `unreachable`: the connection fails. */
export type FaultCode<Path extends ProcedurePath> = DeclaredError<Path> | "unreachable";

/** The faults of the next calls, by procedure; each is used once, in the order in which they were added. */
export class FaultQueue {
  readonly #faults = new Map<string, (KitFault | "unreachable")[]>();

  add(path: string, code: ErrorCode | "unreachable", details?: FaultDetails): void {
    const fault = code === "unreachable" ? code : new KitFault(code, details);
    this.#faults.set(path, [...(this.#faults.get(path) ?? []), fault]);
  }

  /** Whether the next call of one of these procedures gets no response; uses that fault up. */
  takeUnreachable(paths: readonly string[]): boolean {
    const path = paths.find((it) => this.#faults.get(it)?.[0] === "unreachable");
    return path !== undefined && this.#faults.get(path)?.shift() !== undefined;
  }

  /** Throws the next error of a procedure, if one was added. */
  throwNext(path: string): void {
    const [fault] = this.#faults.get(path) ?? [];
    if (fault === undefined || fault === "unreachable") return;
    this.#faults.get(path)?.shift();
    throw fault;
  }
}
