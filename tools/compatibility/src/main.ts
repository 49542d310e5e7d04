// `npm run compatibility`: names each change of the contract that breaks clients of the last release. Exits
// with 1 if there is one and no changeset announces a major release of the contract.
import { checkContract } from "./check-contract.ts";
import { printCheck } from "./print-check.ts";

process.exitCode = printCheck(await checkContract()) ? 0 : 1;
