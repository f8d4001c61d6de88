import type { PictureMime } from '@nguon/contract'
import { pictureOf, plainPdf } from '../../files/testing/pictures.ts'
import type { Maker } from './call.ts'

const picture =
  (mime: PictureMime): Maker =>
  async (world) => ({
    as: await world.person('staff'),
    headers: { 'Content-Type': mime },
    body: await pictureOf(mime),
  })

/** The one call that takes bytes. */
export const fileCalls: Record<string, Maker[]> = {
  upload: [
    ...[picture('image/jpeg'), picture('image/png'), picture('image/webp')],
    async (world) => ({
      as: await world.person('inspector'),
      headers: { 'Content-Type': 'application/pdf' },
      body: Buffer.from(plainPdf),
    }),
  ],
}
