export * from './account.ts'
export * from './balance.ts'
export * from './batch.ts'
export * from './certificate.ts'
export * from './disclosure.ts'
export * from './error.ts'
export * from './event-details.ts'
export { growsCrop } from './event-shape.ts'
export * from './events.ts'
export * from './handover.ts'
export * from './label-medium.ts'
export { type KnownBatch, type KnownBatches, type Measure, quantityIn, standingEvents } from './measure.ts'
export * from './primitives.ts'
export * from './quantity.ts'
export * from './recall.ts'
export {
  type BatchState,
  type BatchStatus,
  type BrokenLater,
  effectOf,
  type LossProfile,
  type RuleContext,
  type Spraying,
  unborn,
  type Way,
} from './rules/context.ts'
export { type Reach, readWays } from './rules/cycle.ts'
export * from './rules/findings.ts'
export { isRework } from './rules/hold.ts'
export * from './rules/index.ts'
export { lossProfiles } from './rules/loss-profiles.ts'
export { conserves, processOf } from './rules/mass-balance.ts'
export {
  firstHarvestDay,
  forbidsHarvest,
  harvestsBroken,
  sprayingOf,
} from './rules/pre-harvest-interval.ts'
export * from './rules/scan-score.ts'
export { maxBatches, tooManyBatches } from './rules/size.ts'
export { goneOnWith } from './rules/stock.ts'
export { isSalesAddress, type SalesLink, type SalesLinkKind, salesLinkKinds } from './sales-links.ts'
export * from './share.ts'
export * from './trace.ts'
export * from './version.ts'
