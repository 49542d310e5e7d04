import { placeOrder } from "./place-order.ts";
import { useAction } from "./use-action.ts";

/** Orders a cluster by one click, and chooses the order. */
export function NewOrder({ choose }: { readonly choose: (id: string) => void }) {
  const { perform, isPending, failure } = useAction();
  const place = async () => choose(await placeOrder());
  return (
    <>
      <button
        type="button"
        className="button button-primary"
        aria-disabled={isPending}
        onClick={() => perform({ label: "Place an order", perform: place })}
      >
        Place an order
      </button>
      <p className="desk-problem" role="status">
        {failure}
      </p>
    </>
  );
}
