/** A command that was called wrongly: exit 2 and the usage. */
export class UsageError extends Error {}
