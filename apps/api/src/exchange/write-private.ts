import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/**
 * Writes a file that only its owner may read, before anything is in it, also when it was there with wider permissions.
 *
 * @throws when the file is another's: its permissions are not ours to narrow
 */
export async function writePrivate(path: string, text: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT, 0o600)
  try {
    if ((await file.stat()).isFile()) {
      await file.chmod(0o600)
      await file.truncate()
    }
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}
