import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import pg from 'pg'
import { findPostmaster, waitUntilGone } from './embedded/postmaster.ts'
import { makeThrowawayFolder, type ThrowawayFolder } from './embedded/throwaway.ts'
import { type Embedded, openEmbedded } from './embedded.ts'

jest.setTimeout(60_000)

let folder: ThrowawayFolder
let cluster: string
beforeEach(async () => {
  folder = await makeThrowawayFolder()
  cluster = join(folder.dataDir, 'postgres')
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL') // those that a failed test left
  await folder.remove()
})

const children: ChildProcess[] = []

const open = (as: 'server' | 'cli'): Promise<Embedded> =>
  openEmbedded({ dataDir: folder.dataDir, durability: 'full', as })

async function query(connection: pg.ClientConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Another process that uses the data folder. */
function startProgram(as: 'server' | 'cli') {
  const program = fileURLToPath(new URL('../testing/embedded-program.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder.dataDir, as], { detached: true })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const complaint = text(child.stderr)
  const nextLine = async (): Promise<string> => (await lines.next()).value ?? `ended: ${await complaint}`
  return { child, nextLine, complaint }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

function postgresPid(): number {
  const pid = findPostmaster(cluster)?.pid
  if (pid === undefined) throw new Error('PostgreSQL is not running')
  return pid
}

describe('the embedded database', () => {
  test('keeps its data between runs and does not run in between', async () => {
    const first = await open('server')
    await query(first.owner, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    expect(findPostmaster(cluster)).toBeUndefined()

    const second = await open('server')
    expect(await query(second.owner, 'SELECT * FROM kept')).toEqual([{ answer: 42 }])
    await second.stop()
  })

  test('writes what is confirmed to disk, with checksums, and is reached from this machine with a password only', async () => {
    const embedded = await open('server')
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses']
    const values = await query(
      embedded.owner,
      `SELECT ${names.map((name) => `current_setting('${name}') AS ${name}`)}`,
    )
    expect(values).toEqual([
      {
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        data_checksums: 'on',
        listen_addresses: '127.0.0.1',
      },
    ])
    await expect(query({ ...embedded.owner, password: 'guess' }, 'SELECT 1')).rejects.toThrow('password')
    expect(statSync(join(folder.dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
    await embedded.stop()
  })

  test('orders text by bytes and knows Vietnamese capitals', async () => {
    const embedded = await open('cli')
    const [row] = await query(embedded.owner, `SELECT upper('ộ ư đ') AS upper, 'Z' < 'a' AS bytes`)
    expect(row).toEqual({ upper: 'Ộ Ư Đ', bytes: true })
    await embedded.stop()
  })

  test('never runs on with less durability than asked for', async () => {
    const relaxed = await openEmbedded({ dataDir: folder.dataDir, durability: 'relaxed', as: 'cli' })
    await expect(open('server')).rejects.toThrow('NGUON_DURABILITY')
    await relaxed.stop()
    const server = await open('server')
    expect(await query(server.owner, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
    await server.stop()
  })

  test('says so when its passwords are lost', async () => {
    await (await open('cli')).stop()
    rmSync(join(folder.dataDir, 'secrets.json'))
    await expect(open('cli')).rejects.toThrow('secrets.json do not fit')
  })

  test('starts when, after a crash, another program has the process id of the old PostgreSQL', async () => {
    await (await open('cli')).stop()
    const other = spawn('sleep', ['60'])
    children.push(other)
    const pidFile = [other.pid, cluster, 1, 5432, '', '127.0.0.1', '0 0', 'ready   ', ''].join('\n')
    writeFileSync(join(cluster, 'postmaster.pid'), pidFile, { mode: 0o600 })

    const embedded = await open('cli')
    expect(await query(embedded.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await embedded.stop()
  })
})

describe('a server', () => {
  test('is alone on its data folder', async () => {
    const server = await open('server')
    const other = startProgram('server')
    expect(await other.complaint).toBe(
      `Another Nguon server (process ${process.pid}) is using ${folder.dataDir}. ` +
        'Stop it first, or set NGUON_DATA to another folder.\n',
    )
    expect(other.child.exitCode ?? (await once(other.child, 'exit'))[0]).toBe(1)
    expect(await query(server.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await server.stop()
  })

  test('takes over what a killed server left running, and stops it', async () => {
    const killed = startProgram('server')
    expect(await killed.nextLine()).toBe('open')
    const pid = postgresPid()
    await end(killed.child, 'SIGKILL')
    expect(postgresPid()).toBe(pid)

    const server = await open('server')
    expect(postgresPid()).toBe(pid)
    await server.stop()
    expect(findPostmaster(cluster)).toBeUndefined()
  })

  test('is not hurt by Ctrl-C before it has stopped in order', async () => {
    const server = startProgram('server')
    expect(await server.nextLine()).toBe('open')
    process.kill(-(server.child.pid as number), 'SIGINT') // as a terminal does: the whole process group
    expect(await server.nextLine()).toBe('stopped')
    expect(findPostmaster(cluster)).toBeUndefined()
  })

  test('brings a killed PostgreSQL back on the same port with all it confirmed', async () => {
    let server: Embedded | undefined
    const restarted = new Promise<void>((onRestart, onLost) => {
      const options = {
        dataDir: folder.dataDir,
        durability: 'full',
        as: 'server',
        onRestart,
        onLost,
      } as const
      openEmbedded(options).then(async (opened) => {
        server = opened
        await query(opened.owner, 'CREATE TABLE kept AS SELECT 42 AS answer')
        process.kill(postgresPid(), 'SIGKILL')
      }, onLost)
    })
    await restarted

    expect(server && (await query(server.owner, 'SELECT * FROM kept'))).toEqual([{ answer: 42 }])
    await server?.stop()
    expect(findPostmaster(cluster)).toBeUndefined()
  })

  test('starts after a kill of PostgreSQL and of who started it', async () => {
    const killed = startProgram('cli')
    expect(await killed.nextLine()).toBe('open')
    const pid = postgresPid()
    process.kill(pid, 'SIGKILL')
    await waitUntilGone(cluster, pid)
    await end(killed.child, 'SIGKILL')

    const server = await open('server')
    expect(await query(server.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await server.stop()
  })
})

describe('the command line', () => {
  test('joins a running server and leaves it running', async () => {
    const server = await open('server')
    const cli = startProgram('cli')
    expect(await cli.nextLine()).toBe('open')
    await end(cli.child, 'SIGINT')
    expect(await query(server.owner, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await server.stop()
  })

  test('keeps the database for its duration when the server stops first', async () => {
    const server = await open('server')
    const cli = startProgram('cli')
    expect(await cli.nextLine()).toBe('open')
    await server.stop()
    expect(findPostmaster(cluster)).toBeDefined()
    cli.child.stdin.end()
    expect(await cli.nextLine()).toBe('stopped')
    expect(findPostmaster(cluster)).toBeUndefined()
  })

  test('may run twice at the very first start', async () => {
    const programs = [startProgram('cli'), startProgram('cli'), startProgram('server')]
    expect(await Promise.all(programs.map((program) => program.nextLine()))).toEqual(['open', 'open', 'open'])
    for (const { child } of programs) child.stdin.end()
    expect(await Promise.all(programs.map((program) => program.nextLine()))).toEqual([
      'stopped',
      'stopped',
      'stopped',
    ])
    expect(findPostmaster(cluster)).toBeUndefined()
  })
})
