import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { StartError } from '../../config.ts'
import { findBinaries, repairInstall } from './binaries.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nguon-package-'))
  mkdirSync(join(root, 'native/bin'), { recursive: true })
  mkdirSync(join(root, 'native/lib'))
  for (const file of ['bin/postgres', 'bin/initdb', 'lib/libpq.so.5.18'])
    writeFileSync(join(root, 'native', file), file, { mode: 0o644 })
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
  writeFileSync(join(root, 'native/pg-symlinks.json'), JSON.stringify(links))
})
afterEach(() => rmSync(root, { recursive: true }))

describe('an install without install scripts', () => {
  test('gets its library links and execute bits', () => {
    repairInstall(root)
    expect(readFileSync(join(root, 'native/lib/libpq.so.5'), 'utf8')).toBe('lib/libpq.so.5.18')
    expect(readlinkSync(join(root, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18')
    expect(statSync(join(root, 'native/bin/postgres')).mode & 0o111).toBe(0o111)
    expect(statSync(join(root, 'native/bin/initdb')).mode & 0o111).toBe(0o111)
  })

  test('is left alone once it is complete', () => {
    repairInstall(root)
    repairInstall(root)
    expect(readlinkSync(join(root, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18')
  })

  test('is called incomplete when programs are missing', () => {
    rmSync(join(root, 'native/bin/postgres'))
    expect(() => repairInstall(root)).toThrow(StartError)
  })
})

test('the programs of this machine are found', () => {
  expect(statSync(findBinaries().postgres).isFile()).toBe(true)
})
