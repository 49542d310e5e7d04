import { chooseUser } from "./chosen-user.ts";
import type { User } from "./issuer.ts";
import { useSignedInUser } from "./use-signed-in-user.ts";

/** A customer's name; for another role, the name and the role. */
export function userLabel({ name, roles }: User): string {
  const role = roles.find((it) => it.startsWith("billing-"))?.slice("billing-".length);
  return role ? `${name} (${role})` : name;
}

/** Selects the user of the page; a choice signs in at once, without a password. */
export function UserSwitcher() {
  const { users, user } = useSignedInUser();
  return (
    <div className="switcher">
      <label htmlFor="signed-in-user">Signed in as</label>
      <select
        id="signed-in-user"
        value={user?.id ?? ""}
        disabled={!user}
        onChange={(event) => chooseUser(event.target.value)}
      >
        {!user && <option value="">Signing in…</option>}
        {users.map((each) => (
          <option key={each.id} value={each.id}>
            {userLabel(each)}
          </option>
        ))}
      </select>
    </div>
  );
}
