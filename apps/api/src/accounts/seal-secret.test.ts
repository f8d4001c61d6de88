import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { StartError } from '../config.ts'
import { loadSecretKey, openSecret, sealSecret } from './seal-secret.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('a sealed secret', () => {
  const key = randomBytes(32)

  test('opens with its key, and tells nothing of itself (V11.3.2, V13.3.1)', () => {
    const sealed = sealSecret(key, secret)
    expect(openSecret(key, sealed)).toBe(secret)
    expect(sealed.includes(secret.slice(0, 4))).toBe(false)
  })

  test('is never the same twice (V11.3.4)', () => {
    const nonces = Array.from({ length: 200 }, () => sealSecret(key, secret).subarray(1, 13).toString('hex'))
    expect(new Set(nonces).size).toBe(200)
  })

  test('does not open when any byte of it was changed, or it was cut (V11.3.3)', () => {
    const sealed = sealSecret(key, secret)
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => openSecret(key, changed)).toThrow()
      expect(() => openSecret(key, sealed.subarray(0, at))).toThrow()
    }
  })

  test('does not open with another key', () => {
    expect(() => openSecret(randomBytes(32), sealSecret(key, secret))).toThrow()
  })
})

describe('the key of the data folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nguon-key-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is made on first use, for the owner of the process alone, and stays', () => {
    const dataDir = join(folder, 'data')
    const key = loadSecretKey(dataDir)
    expect(key).toHaveLength(32)
    expect(loadSecretKey(dataDir)).toEqual(key)
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dataDir)).toEqual(['secret.key'])
  })

  test('that is damaged stops the start: a new one would make every secret unreadable', () => {
    writeFileSync(join(folder, 'secret.key'), randomBytes(31))
    expect(() => loadSecretKey(folder)).toThrow(StartError)
  })

  test('is one for processes that start at once', async () => {
    const program = `
      const { loadSecretKey } = await import(${JSON.stringify(new URL('./seal-secret.ts', import.meta.url).href)})
      await new Promise((resolve) => { process.stdin.once('data', resolve); console.error('waits') })
      for (let n = 0; n < 200; n++) console.log(loadSecretKey(${JSON.stringify(folder)} + '/' + n).toString('hex'))
      process.exit()`
    const children = [1, 2, 3].map(() =>
      spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]),
    )
    const keys = children.map((child) => text(child.stdout))
    await Promise.all(children.map((child) => new Promise((resolve) => child.stderr.once('data', resolve))))
    for (const child of children) child.stdin.write('go')
    const [first = '', ...others] = await Promise.all(keys)
    expect(first.trim().split('\n')).toHaveLength(200)
    for (const other of others) expect(other).toBe(first)
  }, 30_000)
})
