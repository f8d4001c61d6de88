#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import { isMainThread, Worker } from 'node:worker_threads'
import type { Io } from './command.ts'
import { run } from './run.ts'
import { serveSignatures } from './signature-threads.ts'

const isWatched = process.stderr.isTTY === true

const io: Io = {
  progress: (line) => {
    if (line.endsWith('\n')) process.stderr.write(line)
    else if (isWatched) process.stderr.write(`\r${line}\u001b[K`)
  },
  warn: (line) => process.stderr.write(`${line}\n`),
  readStdin: () => text(process.stdin),
  startThread: () => new Worker(new URL(import.meta.url)),
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    }),
}

async function main(): Promise<void> {
  const { code, out, err } = await run(process.argv.slice(2), io)
  if (isWatched) process.stderr.write('\r\u001b[K')
  process.stderr.write(err)
  process.stdout.write(out)
  process.exitCode = code
}

await (isMainThread ? main() : serveSignatures())
