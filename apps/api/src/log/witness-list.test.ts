import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { formatVerifierKey, generateKey } from '@nguon/transparency'
import { StartError } from '../config.ts'
import { readWitnesses } from './witness-list.ts'

const vkey = async (name: string, type: 1 | 4 = 4) => formatVerifierKey(await generateKey(name, type))

test('witnesses are named in the setting, or in a file', async () => {
  const [one, two] = [await vkey('a'), await vkey('b')]
  const expected = [
    { url: 'https://a.example/w', key: { name: 'a' } },
    { url: 'http://b.example:8080', key: { name: 'b' } },
  ]
  expect(readWitnesses(undefined)).toEqual([])
  expect(readWitnesses(`https://a.example/w/ ${one}, http://b.example:8080 ${two}`)).toMatchObject(expected)
  const folder = mkdtempSync(join(tmpdir(), 'nguon-witnesses-'))
  writeFileSync(join(folder, 'list'), `# ours\nhttps://a.example/w ${one}\n\nhttp://b.example:8080 ${two}\n`)
  expect(readWitnesses(join(folder, 'list'))).toMatchObject(expected)
  rmSync(folder, { recursive: true })
})

test('what is no witness is refused when the server starts', async () => {
  const one = await vkey('a')
  const wrong = [
    '/nonsense',
    `ftp://a.example ${one}`,
    `https://a.example?x ${one}`,
    `https://a.example ${one} x`,
    `https://a.example ${await vkey('log', 1)}`,
    'https://a.example a+00000000+AAAA',
    `https://a.example ${one}, https://b.example ${one}`,
    (
      await Promise.all(Array.from({ length: 16 }, async () => `https://a.example ${await vkey('a')}`))
    ).join(),
  ]
  for (const setting of wrong) expect(() => readWitnesses(setting)).toThrow(StartError)
})
