import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A disk of its own, in memory, that can be filled to the last byte. */
export interface SmallVolume {
  fill(): void
  free(): void
  unmount(): void
}

/** Whether this process may mount: only root on Linux may. */
export const mayMount = (): boolean => process.platform === 'linux' && process.getuid?.() === 0

/** Mounts a disk of so many MB on a folder, which is made unless it is there. */
export function mountSmallVolume(folder: string, sizeMb: number): SmallVolume {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=700`, 'tmpfs', folder])
  const filler = join(folder, 'filler')
  return {
    fill: () => fillWith(filler),
    free: () => rmSync(filler, { force: true }),
    unmount: () => void execFileSync('umount', ['--lazy', folder]),
  }
}

function fillWith(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (const bytes of [2 ** 20, 4096]) for (const block = Buffer.alloc(bytes); canWrite(file, block); );
  } finally {
    closeSync(file)
  }
}

function canWrite(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) > 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    return false
  }
}
