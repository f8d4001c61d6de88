import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll } from '@jest/globals'
import { type Listening, listen } from '../listen.ts'

const made: string[] = []
const serving: Listening[] = []

afterAll(async () => {
  await Promise.all(serving.map((each) => each.close()))
  for (const path of made) rmSync(path, { recursive: true })
})

/** An empty folder, removed when the tests of the file are done. */
export function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'nguon-log-test-'))
  made.push(path)
  return path
}

/** Closes a server when the tests of the file are done. */
export async function untilEnd(starting: Promise<Listening>): Promise<Listening> {
  const started = await starting
  serving.push(started)
  return started
}

/**
 * Serves the files of a folder as any web server would.
 *
 * @param onGet told of each path that is asked for; while its promise is pending the answer waits
 */
export function serveFolder(path: string, onGet: (name: string) => unknown = () => {}): Promise<Listening> {
  return untilEnd(
    listen('0', async (request, response) => {
      const name = join('/', request.url ?? '').slice(1)
      await onGet(name)
      const file = join(path, name)
      if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end()
      createReadStream(file).pipe(response)
    }),
  )
}

/** The names of all files in a folder and in those below it. */
export const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => relative(path, join(each.parentPath, each.name)))
    .sort()
