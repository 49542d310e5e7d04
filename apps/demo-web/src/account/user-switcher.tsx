import { useLanguage } from "../language/use-language.tsx";
import type { Texts } from "../texts/load-texts.ts";
import { chosenUser } from "./chosen-user.ts";
import type { User } from "./issuer.ts";
import { useSignedInUser } from "./use-signed-in-user.ts";

/** A customer's name; for another role, the name and the role. */
export function userLabel({ name, roles }: User, texts: Texts): string {
  const role = roles.find((it) => it.startsWith("billing-"))?.slice("billing-".length);
  return role ? `${name} (${texts.layout.role(role)})` : name;
}

/** Selects the user of the page; a choice signs in at once, without a password. */
export function UserSwitcher() {
  const { texts } = useLanguage();
  const { users, user } = useSignedInUser();
  return (
    <div className="switcher">
      <label htmlFor="signed-in-user">{texts.layout.signedInAs}</label>
      <select
        id="signed-in-user"
        value={user?.id ?? ""}
        disabled={!user}
        onChange={(event) => chosenUser.choose(event.target.value)}
      >
        {!user && <option value="">{texts.layout.signingIn}</option>}
        {users.map((each) => (
          <option key={each.id} value={each.id}>
            {userLabel(each, texts)}
          </option>
        ))}
      </select>
    </div>
  );
}
