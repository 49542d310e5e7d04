import { useLanguage } from "../language/use-language.tsx";
import { chosenUser } from "./chosen-user.ts";
import { useSignedInUser } from "./use-signed-in-user.ts";
import { userLabel } from "./user-switcher.tsx";

/** Offers to sign in as another user, where the page has more than one. */
export function OtherUsers() {
  const { texts } = useLanguage();
  const { users, user } = useSignedInUser();
  if (!user) return null;
  return (
    <section className="other-users" aria-labelledby="other-users-text">
      <p id="other-users-text">{texts.unknownOrder.signedInAs(userLabel(user, texts))}</p>
      <div className="actions">
        {users
          .filter(({ id }) => id !== user.id)
          .map((other) => (
            <button
              key={other.id}
              type="button"
              className="button"
              onClick={() => chosenUser.choose(other.id)}
            >
              {userLabel(other, texts)}
            </button>
          ))}
      </div>
    </section>
  );
}
