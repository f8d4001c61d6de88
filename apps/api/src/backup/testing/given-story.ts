import { DomainError, newId, type TraceEvent } from '@nguon/domain'
import { event, kg, taken, touched } from '@nguon/domain/testing'
import { recordEvent } from '../../events/record-event.ts'
import { importFile } from '../../exchange/import-file.ts'
import { randomSeason } from '../../exchange/testing/random-season.ts'
import type { TestLog } from '../../log/testing/test-log.ts'
import { type GivenFarm, givenFarm } from '../../privacy/testing/given-privacy.ts'
import { givenLot, onTime, operator } from '../../testing/given.ts'
import { givenPhone } from '../../testing/given-phone.ts'

/** Seals all that waits. The first round of a log signs that it is empty. */
export async function sealAll({ seal }: Pick<TestLog, 'seal'>): Promise<void> {
  for (;;) {
    const sealed = await seal()
    if (!sealed || (sealed.count === 0 && sealed.checkpoint.size > 0)) return
  }
}

/** A farm with private fields, and a season of chance that came in a file; sealed. */
export async function givenStory(log: TestLog, seed: number): Promise<GivenFarm> {
  const farm = await givenFarm(log.db, 'CANARY-A')
  await importSeason(log.db, seed)
  await sealAll(log)
  return farm
}

/** The first season from this seed on in which the rules refuse nothing. */
async function importSeason(db: TestLog['db'], seed: number): Promise<void> {
  process.stdout.write(`a season of chance, seed ${seed}\n`)
  try {
    await importFile(db, operator, randomSeason(seed, 60, false), { importedAt: new Date().toISOString() })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await importSeason(db, seed + 1)
  }
}

/** What is recorded after a backup: a sale, its correction, and what a phone signs. Sealed. */
export async function givenMore(log: TestLog, farm: GivenFarm): Promise<void> {
  const record = (of: TraceEvent, replacement?: TraceEvent) =>
    recordEvent(log.db, farm.staff, {
      event: of,
      ...(replacement ? { replacement: { event: replacement } } : {}),
    })
  const lot = await givenLot(log.db, farm, kg('100'))
  const sold = event('dispatch', farm.id, [taken(lot, kg('40'))], onTime())
  await record(sold)
  const right = { ...sold, id: newId(), batches: [taken(lot, kg('35'))] }
  const corrects = {
    eventId: sold.id,
    reason: 'incorrect_data',
    text: 'gõ nhầm số',
    replacedBy: right.id,
  } as const
  await record(event('correction', farm.id, [touched(lot)], { ...onTime(), corrects }), right)
  const phone = await givenPhone(log.db, farm.worker)
  const signed = await phone.sign(1, event('dispatch', farm.id, [taken(lot, kg('5'))], onTime()))
  await recordEvent(log.db, phone.caller, signed)
  await sealAll(log)
}
