import pg from 'pg'

/** Works with a connection as the owner of the database, and closes it whatever happens. */
export async function withClient(
  owner: pg.ClientConfig,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
