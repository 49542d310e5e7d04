/** A path such as `order.create` as `OrderCreate`. */
export const toPascalCase = (path: string): string =>
  path.replaceAll(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The stable operationId of a procedure: `order.create` is `orderCreate`. */
export const toOperationId = (path: string): string =>
  path.replaceAll(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
