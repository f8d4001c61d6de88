import { assertNone, type MarkCode, type Violation } from '../error.ts'
import { ruleBrokenLater } from './broken-later.ts'
import type { RuleContext } from './context.ts'
import { cycle } from './cycle.ts'
import { inputExpired } from './expiry.ts'
import { enteredAfterHold, onHold } from './hold.ts'
import { wrongKind } from './kinds.ts'
import { labelOverIssue } from './labels.ts'
import { futureEvent, lateEntry, lateWithoutReason } from './lateness.ts'
import { lossOutOfProfile, lossWithoutReason, massGain } from './mass-balance.ts'
import { intervalNotElapsed } from './pre-harvest-interval.ts'
import { tooManyBatches } from './size.ts'
import { missingQuantity, mixedUnits, overdrawn, takenBack, usedBeforeMade } from './stock.ts'

/** Says whether an event may happen: every rule is asked, whatever the others say. */
export type Rule = (context: RuleContext) => Violation[]

const rules: readonly Rule[] = [
  futureEvent,
  usedBeforeMade,
  cycle,
  massGain,
  overdrawn,
  takenBack,
  mixedUnits,
  missingQuantity,
  wrongKind,
  intervalNotElapsed,
  inputExpired,
  onHold,
  labelOverIssue,
  lateWithoutReason,
  lossWithoutReason,
  tooManyBatches,
]

const marks: readonly ((context: RuleContext) => MarkCode[])[] = [
  lateEntry,
  enteredAfterHold,
  lossOutOfProfile,
  ruleBrokenLater,
]

/** What is wrong with the event, by every rule. */
export const violationsOf = (context: RuleContext): Violation[] => rules.flatMap((rule) => rule(context))

/** Throws a {@link DomainError} unless today's rules let the event happen. */
export const assertAllowed = (context: RuleContext): void => assertNone(violationsOf(context))

/** What the record carries for ever although it is accepted. */
export const marksOf = (context: RuleContext): MarkCode[] => [
  ...new Set(marks.flatMap((mark) => mark(context))),
]
