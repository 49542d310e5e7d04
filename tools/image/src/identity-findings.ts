import { expected, type Finding } from "./finding.ts";

const user = "65532";
// Real, effective, saved and for files.
const fourTimes = `${user} ${user} ${user} ${user}`;
const none = "0000000000000000";
const capabilitySets = ["CapInh", "CapPrm", "CapEff", "CapAmb"];

/** Who the server is, by the names of /proc/PID/status. */
export function identityFindings(status: ReadonlyMap<string, string>): readonly Finding[] {
  const value = (name: string) => status.get(name) ?? "";
  const ids = [...new Set([value("Uid"), value("Gid"), fourTimes])];
  const held = capabilitySets.filter((name) => value(name) !== none);
  return [
    expected("user and group", ids.length === 1 ? user : ids.join(" / "), user),
    expected("other groups", value("Groups").trim(), user),
    // The last one is its id in the innermost namespace.
    expected("process", value("NSpid").split(" ").at(-1) ?? "", "1"),
    expected("capabilities", held.join(", ") || "none", "none"),
    expected("may gain privileges", value("NoNewPrivs") === "1" ? "no" : "yes", "no"),
  ];
}
