export { foldVietnamese } from './fold.ts'
export { formatDecimal, formatPercent, formatQuantity, groupCode, parseDecimal } from './format.ts'
export { formatDay, formatInstant, formatRelativeDay } from './format-time.ts'
export {
  accountTexts,
  auditActionNames,
  factorNames,
  inviteStateNames,
  joinTexts,
  myDataTexts,
  operatorTexts,
  peopleTexts,
  personKindNames,
  signInTexts,
} from './texts/accounts.ts'
export { checkTexts } from './texts/check.ts'
export { defineTexts, type Lang, type Spoken, type Text } from './texts/define-texts.ts'
export { detailLabels, privateFieldLabels } from './texts/details.ts'
export { errorTexts } from './texts/errors.ts'
export {
  correctionReasonNames,
  eventNames,
  findingSeverityNames,
  permitNames,
  processNames,
  recallKindNames,
  resultNames,
} from './texts/events.ts'
export { exportKeys, exportTitle } from './texts/export-keys.ts'
export {
  balanceTexts,
  batchTexts,
  diaryTexts,
  findingTexts,
  flowNames,
  frameTexts,
  goodsTexts,
  handoverStateNames,
  handoverTexts,
  inspectionTexts,
  inspectorTexts,
  labelTexts,
  outboxTexts,
  outcomeNames,
  recallCaseTexts,
  recallListNames,
  recallStateNames,
  recallTexts,
  registerTexts,
  scanAlertTexts,
  scanSignalNames,
  scanTexts,
  sellingTexts,
  standingNames,
} from './texts/field.ts'
export { homeTexts } from './texts/home.ts'
export {
  batchKindNames,
  certificateTypeNames,
  consentPurposeNames,
  inputKindNames,
  labelLevelNames,
  memberRoleNames,
  organizationKindNames,
  placeKindNames,
} from './texts/kinds.ts'
export { brokenLaterTexts, markTexts } from './texts/marks.ts'
export { pinTexts } from './texts/pin.ts'
export { publicTexts } from './texts/public.ts'
export { reportKindNames, reportStateNames, reportTexts } from './texts/report.ts'
export { resolverTexts, salesMarketNames } from './texts/resolver.ts'
export { type UnitCode, type UnitText, unitTexts } from './texts/units.ts'
