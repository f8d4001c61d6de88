import { maxPixels } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import sharp from 'sharp'
import type { FileVault } from './file-vault.ts'

/** The widths copies are made in: whoever asks for every width fills neither disk nor processor. */
const widthsPx = [16, 64, 160, 320, 480, 640, 960, 1280, 1600]
export const defaultWidthPx = 960

/** The largest of our widths that is not over the asked one. */
const widthFor = (askedPx: number): number => widthsPx.findLast((width) => width <= askedPx) ?? 16

/**
 * The copy that a page shows, made anew from the pixels alone: at most `askedPx` wide, upright, without metadata.
 *
 * @throws {DomainError} `FILE_NOT_SUPPORTED` when the picture cannot be decoded
 */
export async function readCopy(vault: FileVault, sha256: string, askedPx: number): Promise<Buffer> {
  const widthPx = widthFor(askedPx)
  const find = () => vault.findCopy(sha256, widthPx)
  return (await find()) ?? inTurn(async () => (await find()) ?? makeCopy(vault, sha256, widthPx))
}

async function makeCopy(vault: FileVault, sha256: string, widthPx: number): Promise<Buffer> {
  const copy = await renderCopy(await vault.read(sha256), widthPx)
  await vault.keepCopy(sha256, widthPx, copy)
  return copy
}

const turns: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()]

/** Runs `work` when one of two places is free: a crowd asking for new copies costs time, not memory. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const before = turns.shift() ?? Promise.resolve()
  const turn = before.then(work)
  turns.push(turn.catch(() => undefined))
  return turn
}

/** @throws {DomainError} `FILE_NOT_SUPPORTED` when the picture cannot be decoded */
export async function renderCopy(bytes: Uint8Array, widthPx: number): Promise<Buffer> {
  try {
    return await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: widthPx, height: widthPx * 4, fit: 'inside', withoutEnlargement: true }) // WebP ends at 16,383
      .webp({ quality: 80 })
      .timeout({ seconds: 20 })
      .toBuffer()
  } catch {
    throw new DomainError('FILE_NOT_SUPPORTED', 'the picture cannot be opened: save it again as a jpeg')
  }
}
