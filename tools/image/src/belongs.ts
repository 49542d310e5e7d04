const runs = /\.(?:js|cjs|mjs|json|node|wasm)$/;
const licence = /^(?:licen[cs]e|notice|copying|attribution)/i;
const besideTheCode = /^(?:tests?|specs?|examples?|samples?|bench(?:mark)?s?|docs)(?:\.js$|\/)/i;
const builtForDevelopment = /^dist\/start-embedded-postgres-/;

const testOf = /\.(?:test|spec)\.[cm]?js$/;
const packageRoot = /(?<=^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\//;

/**
 * Whether a file of the deployed server, by its path below it, is there to be run: code, the JSON
 * that code reads, and the licences it comes with.
 */
export function belongsInImage(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/(?:^|\/)\./.test(path)) return false;
  if (builtForDevelopment.test(path) || testOf.test(name)) return false;
  if (path.split(packageRoot).some((inPackage) => besideTheCode.test(inPackage))) return false;
  return runs.test(name) || licence.test(name);
}
