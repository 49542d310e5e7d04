import type pg from "pg";
import type { Tracer } from "../ports/tracer.ts";

type Query = (statement: unknown, ...rest: unknown[]) => unknown;

/** Creates a span for each statement of a pool, with its text and without its parameters. */
export function traceStatements(pool: pg.Pool, tracer: Tracer): void {
  const trace = (queryable: { query: unknown }): void => {
    const query = (queryable.query as Query).bind(queryable);
    const traced: Query = (statement, ...rest) => {
      // With a callback, the pool runs the statement for its own caller, whose span already exists.
      if (typeof rest.at(-1) === "function") return query(statement, ...rest);
      return tracer.span(statementSpan(statement), async () => query(statement, ...rest));
    };
    queryable.query = traced;
  };
  trace(pool);
  pool.on("connect", trace);
}

function statementSpan(statement: unknown) {
  const text = typeof statement === "string" ? statement : (statement as pg.QueryConfig).text;
  // The first word of a `with` statement does not show what it does.
  const [verb = "statement"] =
    /\b(?:select|insert|update|delete)\b/i.exec(text) ?? /\w+/.exec(text) ?? [];
  return {
    name: `SQL ${verb.toLowerCase()}`,
    kind: "client" as const,
    fields: {
      "db.system.name": "postgresql",
      "db.query.text": text.replaceAll(/\s+/g, " ").trim(),
    },
  };
}
