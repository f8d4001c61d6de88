import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The sample data that the demo starts with. This file lies where a build of it lies: one folder below the app. */
export const readSample = (): Promise<string> =>
  readFile(new URL('../sample/demo.json', import.meta.url), 'utf8')

/** Folder of the built web app. */
export const webDir = fileURLToPath(new URL('../../web/dist', import.meta.url))
