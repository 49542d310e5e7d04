import { type CheckResult, expectValue } from "./check-result.ts";

const user = "65532";
// The real, effective, saved and file system ids.
const fourIds = `${user} ${user} ${user} ${user}`;
const none = "0000000000000000";
const capabilitySets = ["CapInh", "CapPrm", "CapEff", "CapAmb"];

/** Checks the identity of the server's process, from the fields of /proc/PID/status. */
export function checkIdentity(status: ReadonlyMap<string, string>): readonly CheckResult[] {
  const field = (name: string) => status.get(name) ?? "";
  const ids = [...new Set([field("Uid"), field("Gid"), fourIds])];
  const capabilities = capabilitySets.filter((name) => field(name) !== none);
  return [
    expectValue("user and group", ids.length === 1 ? user : ids.join(" / "), user),
    expectValue("other groups", field("Groups").trim(), user),
    // The last id is the one in the innermost namespace.
    expectValue("process id", field("NSpid").split(" ").at(-1) ?? "", "1"),
    expectValue("capabilities", capabilities.join(", ") || "none", "none"),
    expectValue("may gain privileges", field("NoNewPrivs") === "1" ? "no" : "yes", "no"),
  ];
}
