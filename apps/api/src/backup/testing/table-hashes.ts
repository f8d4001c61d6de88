type Ask = (sql: string) => Promise<unknown[]>

/** A hash of the rows of each table, in whatever order they lie; only a superuser asks. */
export async function tableHashes(asOwner: Ask): Promise<Record<string, unknown>> {
  const tables = (await asOwner(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND NOT relispartition AND relname NOT IN ('rate_limit', 'session', 'export', 'migration') ORDER BY 1`,
  )) as { name: string }[]
  const hashes: Record<string, unknown> = {}
  for (const { name } of tables) {
    const [row] = await asOwner(
      `SELECT count(*)::int AS rows, md5(string_agg(one::text, '|' ORDER BY one::text)) AS hash FROM ${name} one`,
    )
    hashes[name] = row
  }
  return hashes
}
