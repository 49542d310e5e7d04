import { fontFiles } from "@onekonsole/billing-server/receipts/font-files";

const code = /\.(?:js|cjs|mjs|json|node|wasm)$/;
const licence = /^(?:licen[cs]e|notice|copying|attribution)/i;
const besideTheCode = /^(?:tests?|specs?|examples?|samples?|bench(?:mark)?s?|docs)(?:\.js$|\/)/i;
const fonts = new Set(Object.values(fontFiles).map((file) => `node_modules/${file}`));
const builtForDevelopment = /^dist\/start-embedded-postgres-/;

const compiledTest = /\.(?:test|spec)\.[cm]?js$/;
const packageRoot = /(?<=^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\//;

/**
 * Whether a file of the deployed server belongs in the image: code, the JSON and the fonts that
 * code reads, and licences. `path` is relative to the server's folder.
 */
export function isImageFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/(?:^|\/)\./.test(path)) return false;
  if (builtForDevelopment.test(path) || compiledTest.test(name)) return false;
  if (path.split(packageRoot).some((inPackage) => besideTheCode.test(inPackage))) return false;
  return code.test(name) || fonts.has(path) || licence.test(name);
}
