import { existsSync, readFileSync } from "node:fs";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";

const folder = new URL("../../../../../shared/facts/paypal/schemas/", import.meta.url);
const contractFile = new URL("contract.schema.json", folder);
const specificationFile = new URL("paypal.bundle.schema.json", folder);

/** Whether PayPal's published schemas are available beside this checkout. */
export const areSchemasPublished: boolean = existsSync(contractFile);

/** The validation errors of a response; undefined if valid. Throws if there is no such schema. */
export type SchemaCheck = (name: string, body: unknown) => string | undefined;

/** Validators of PayPal's specification, and of a stricter contract that requires the usual fields. */
export function readSchemas(): {
  readonly contract: SchemaCheck;
  readonly specification: SchemaCheck;
} {
  // Some patterns of the specification are not valid Unicode regular expressions.
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const compileCheck = (file: URL): SchemaCheck => {
    const schema = JSON.parse(readFileSync(file, "utf8")) as { readonly $id: string };
    ajv.addSchema(schema);
    return (name, body) => {
      const validate = ajv.getSchema(`${schema.$id}#/$defs/${name}`);
      if (!validate) throw new Error(`The schema has no ${name}.`);
      return validate(body) ? undefined : ajv.errorsText(validate.errors);
    };
  };
  return { contract: compileCheck(contractFile), specification: compileCheck(specificationFile) };
}
