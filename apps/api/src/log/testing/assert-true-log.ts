import { createHash } from 'node:crypto'
import { expect } from '@jest/globals'
import { openCheckpoint } from '@nguon/transparency'
import { naiveRoot, readTables, type TestLog } from './test-log.ts'

/** Asserts that the log is one history without a gap: every entry a leaf, every node and every signed root that of its leaves. */
export async function assertTrueLog(log: Pick<TestLog, 'database' | 'key'>): Promise<void> {
  const { leaves, nodes, checkpoints, pending } = await readTables(log)
  expect(pending).toBe(0)
  expect(await log.database.asOwner('SELECT FROM event')).toHaveLength(leaves.length)
  expect(leaves.map(({ idx }) => Number(idx))).toEqual(leaves.map((_leaf, at) => at))
  for (const { entry, hash } of leaves)
    expect(createHash('sha256').update(Buffer.of(0)).update(entry).digest()).toEqual(hash)

  const hashes = leaves.map(({ hash }) => hash)
  const complete = [...Array(52).keys()].flatMap((at) =>
    Array.from({ length: Math.floor(hashes.length / 2 ** (at + 1)) }, (_node, idx) => ({
      level: at + 1,
      idx,
    })),
  )
  expect(nodes).toEqual(
    complete.map(({ level, idx }) => ({
      level,
      idx: String(idx),
      hash: naiveRoot(hashes.slice(idx * 2 ** level, (idx + 1) * 2 ** level)),
    })),
  )

  expect(checkpoints.at(-1)?.size).toBe(String(hashes.length))
  for (const { size, root, note } of checkpoints) {
    const open = await openCheckpoint(note, [log.key])
    expect([open.size, Buffer.from(open.root)]).toEqual([Number(size), root])
    expect(root).toEqual(naiveRoot(hashes.slice(0, open.size)))
  }
}
