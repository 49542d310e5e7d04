import type { Caller, TokenCaller } from "../domain/caller.ts";

/** What a procedure is called with, besides its dependencies. */
export interface Call<Input> {
  readonly caller: Caller;
  /** Validated by the contract's schema. */
  readonly input: Input;
}

/** An authenticated operator. */
export interface OperatorCaller extends TokenCaller {
  readonly isOperator: true;
}

/** An authenticated service or operator, who may read all users' orders. */
export type ServiceCaller =
  | (TokenCaller & { readonly isService: true })
  | (TokenCaller & { readonly isOperator: true });

/** What a procedure for services is called with. */
export interface ServiceCall<Input> extends Call<Input> {
  readonly caller: ServiceCaller;
}

/** What an operator procedure is called with. */
export interface OperatorCall<Input> extends Call<Input> {
  readonly caller: OperatorCaller;
}

/** The operator as recorded in audit events. */
export const actorName = ({ name, subject }: OperatorCaller): string => `${name} (${subject})`;
