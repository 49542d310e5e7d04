const { PATH, NODE_COMPILE_CACHE } = process.env;

/** What a program under test inherits: the programs it may start, and Node's compile cache where one is set. */
export const inherited = { PATH, NODE_COMPILE_CACHE } as const;
