import type { MarkCode } from '../error.ts'
import type { RuleContext } from './context.ts'

/**
 * RULE_BROKEN_LATER: a late entry shows that an event recorded earlier broke a rule. Only a spraying can: it forbids the harvests
 * after it. Nothing else that is added can break what stands:
 * - USED_BEFORE_MADE: what comes in makes a batch be there earlier, never later;
 * - overdrawing, labels: sums over all events, whatever their times, asked when each is recorded;
 * - CYCLE: asked in both directions over everything recorded;
 * - MASS_BALANCE_GAIN, UNIT_MISMATCH, WRONG_KIND: of one event and of births, which only a correction changes;
 * - INPUT_EXPIRED: of a birth, too; a correction that would break a use is refused;
 * - BATCH_ON_HOLD: what takes goods out is judged by when it is recorded, so a hold forbids nothing recorded before.
 */
export function ruleBrokenLater({ brokenLater = [] }: RuleContext): MarkCode[] {
  return brokenLater.length > 0 ? ['RULE_BROKEN_LATER'] : []
}
