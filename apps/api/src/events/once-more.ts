/**
 * Runs a transaction again, once, when another one has just stored a record under the same id: now it is there to be compared
 * with. Two records of one id over different batches do not wait for each other.
 */
export async function onceMore<T>(transaction: () => Promise<T>): Promise<T> {
  try {
    return await transaction()
  } catch (error) {
    if (!isTaken(error)) throw error
    return transaction()
  }
}

const isTaken = (error: unknown): boolean => {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return code === '23505' && constraint === 'event_pkey'
}
