import pg from 'pg'

/** When the connection goes: before a statement is sent, or when it is done and its answer under way. */
export type Moment = 'failed' | 'failed but done'

/** Cuts a connection at one statement of those that are sent from `arm` on. */
export interface Scissors {
  /** For pg's pool, as its option `Client`. */
  readonly Client: typeof pg.Client
  /** Counts statements from now on, and cuts at this one (from 1; none: only counts). */
  arm(at?: number, moment?: Moment): void
  /** What was sent since. */
  sent(): readonly string[]
  /** Whether PostgreSQL ended a session of ours since. */
  hasCut(): boolean
}

/**
 * Clients whose session is ended by PostgreSQL itself at the statement that a test names, as if the server or the network had gone.
 *
 * @param owner a superuser's connection
 */
export function createScissors(owner: pg.ClientConfig): Scissors {
  let plan: { at: number; moment: Moment } | undefined
  let sent: string[] = []
  let hasCut = false

  async function end(client: pg.Client): Promise<void> {
    const killer = new pg.Client(owner)
    await killer.connect()
    const { processID } = client as unknown as { processID: number }
    const { rows } = await killer.query<{ gone: boolean }>('SELECT pg_terminate_backend($1, 5000) AS gone', [
      processID,
    ])
    await killer.end()
    hasCut = rows[0]?.gone === true
  }

  class CuttingClient extends pg.Client {
    // biome-ignore lint/suspicious/noExplicitAny: pg declares nine forms of this one
    override query(...words: any[]): any {
      const send = () => Reflect.apply(super.query, this, words) as unknown
      const text: unknown = typeof words[0] === 'string' ? words[0] : words[0]?.text
      if (typeof words.at(-1) === 'function' || !plan) return send()
      sent.push(String(text))
      if (sent.length !== plan.at) return send()
      return this.cut(plan.moment, send as () => Promise<unknown>)
    }

    private async cut(moment: Moment, send: () => Promise<unknown>): Promise<unknown> {
      if (moment === 'failed but done') await send()
      await end(this)
      if (moment === 'failed') return send()
      throw new Error('Connection terminated unexpectedly')
    }
  }

  return {
    Client: CuttingClient,
    arm(at = 0, moment = 'failed') {
      ;[plan, sent, hasCut] = [{ at, moment }, [], false]
    },
    sent: () => sent,
    hasCut: () => hasCut,
  }
}
