import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from '@jest/globals'
import { openFolder } from './folder.ts'
import { newFolder } from './testing/test-folder.ts'

test('a folder is named as the person likes, and made with those above it', () => {
  const path = newFolder()
  for (const name of [join(path, 'a/b'), relative('.', join(path, 'c')), path]) {
    const folder = openFolder(name)
    expect(folder.read('x/y/file')).toBeUndefined()
    folder.write('x/y/file', 'one')
    folder.write('x/y/file', 'two')
    folder.sync()
    expect(folder.read('x/y/file')?.toString()).toBe('two')
    expect(readFileSync(join(name, 'x/y/file'), 'utf8')).toBe('two')
    expect(readdirSync(join(name, 'x/y'))).toEqual(['file'])
  }
})
