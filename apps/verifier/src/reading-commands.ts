import { readFileSync } from 'node:fs'
import { checkReceipt } from './check-receipt.ts'
import { agreementText, type Command } from './command.ts'
import { compare, gossip } from './compare-views.ts'
import { misused } from './failure.ts'
import { followHeads } from './follow-heads.ts'
import { type Checked, fsck } from './fsck.ts'
import { mirror } from './mirror.ts'

/** The commands that read, answer and end. */
export const readingCommands: Readonly<Record<string, Command>> = {
  mirror: {
    usage: 'mirror URL DIR [--key VKEY | --policy FILE]',
    about: 'copy what is new of the log at URL into DIR, and check all of it on the way',
    takes: [2, 2],
    async run({ names: [url = '', dir = ''], ...trust }, { progress, warn }) {
      const mirrored = await mirror(url, dir, trust, progress)
      if (mirrored.warning) warn(mirrored.warning)
      const { origin, size, added } = mirrored
      return {
        text: `${origin}: ${dir} now holds ${size} entries, ${added} of them new. All are as the log signed them.`,
        data: mirrored,
      }
    },
  },
  fsck: {
    usage: 'fsck DIR [--key VKEY | --policy FILE] [--tree-only]',
    about: 'compute everything in a mirror again: entries, histories, signatures, tree',
    takes: [1, 1],
    async run({ names: [dir = ''], ...options }, { progress, startThread }) {
      const checked = await fsck(dir, { ...options, startThread }, progress)
      return { text: checkedText(checked), data: checked }
    },
  },
  check: {
    usage: 'check FILE.tlog-proof [--entry FILE] (--key VKEY | --policy FILE)',
    about: 'check a receipt; needs no network',
    takes: [1, 1],
    async run({ names: [file = ''], ...options }) {
      const receipt = await checkReceipt(file, options)
      const { origin, index, size, witnesses, entry } = receipt
      const seen = witnesses.map(({ name, at }) => `  seen by ${name} at ${at}\n`).join('')
      const text = `${origin}: this is entry ${index} of ${size}, unchanged since the log signed it.\n${seen}`
      return { text: `${text}${JSON.stringify(entry, undefined, 2)}`, data: receipt }
    },
  },
  compare: {
    usage: 'compare URL|DIR URL|DIR [--key VKEY | --policy FILE]',
    about: 'check that a log shows one history at two places; else print the proof that it does not',
    takes: [2, 2],
    async run({ names: [one = '', two = ''], ...trust }, { warn }) {
      const agreement = await compare(one, two, trust)
      if (agreement.warning) warn(agreement.warning)
      return { text: agreementText(agreement), data: agreement }
    },
  },
  gossip: {
    usage: 'gossip NOTE|- URL|DIR [--key VKEY | --policy FILE]',
    about:
      'check that the log goes on from a checkpoint or receipt that somebody was given (-: standard input)',
    takes: [2, 2],
    async run({ names: [file = '', at = ''], ...trust }, { readStdin, warn }) {
      const agreement = await gossip(file === '-' ? await readStdin() : readText(file), at, trust)
      if (agreement.warning) warn(agreement.warning)
      return { text: agreementText(agreement), data: agreement }
    },
  },
  heads: {
    usage: 'heads DIR [BATCH]',
    about: 'print where the history of every batch stands, or of one',
    takes: [1, 2],
    async run({ names: [dir = '', batchId], ...trust }) {
      const { origin, size, batches } = await followHeads(dir, trust)()
      const found = batchId === undefined ? [...batches] : [...batches].filter(([id]) => id === batchId)
      if (batchId !== undefined && found.length === 0)
        throw misused(`The first ${size} entries of ${origin} say nothing of batch ${batchId}.`)
      const heads = found.map(([id, head]) => ({ batchId: id, ...head }))
      const lines = heads.map(
        ({ batchId: id, sequence, leafHash, status, stop }) =>
          `${id} ${sequence} ${leafHash} ${status}${stop ? ` (${stop.type}, entry ${stop.sequence}, ${stop.recordedAt})` : ''}`,
      )
      return { text: lines.join('\n'), data: { origin, size, heads } }
    },
  },
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw misused(`There is no file ${path}.`)
  }
}

function checkedText({ origin, size, witnesses, batches, subjects, signatures }: Checked): string {
  const seen = witnesses.length > 0 ? [`  seen by ${witnesses.join(', ')}`] : []
  const histories =
    batches === undefined ? [] : [`  ${batches} batches and ${subjects} other histories without a gap`]
  const signed = signatures
    ? [`  ${signatures.valid} signatures of phones are right, ${signatures.none} entries bear none`]
    : []
  const revoked = signatures?.revoked
    ? [`  ${signatures.revoked} more are of phones that were revoked before: a person took them over`]
    : []
  const first = `${origin}: all ${size} entries, their tree and its signature are right.`
  return [first, ...seen, ...histories, ...signed, ...revoked].join('\n')
}
