export { batchTexts } from './field/batches.ts'
export { diaryTexts } from './field/diary.ts'
export { frameTexts } from './field/frame.ts'
export { goodsTexts } from './field/goods.ts'
export { handoverTexts } from './field/handover.ts'
export {
  balanceTexts,
  findingTexts,
  flowNames,
  handoverStateNames,
  inspectionTexts,
} from './field/inspection.ts'
export { inspectorTexts } from './field/inspector.ts'
export { labelTexts } from './field/labels.ts'
export { outboxTexts } from './field/outbox.ts'
export {
  outcomeNames,
  recallCaseTexts,
  recallListNames,
  recallStateNames,
  recallTexts,
  standingNames,
} from './field/recalls.ts'
export { registerTexts } from './field/register.ts'
export { scanTexts } from './field/scan.ts'
export { scanAlertTexts, scanSignalNames } from './field/scan-alerts.ts'
export { sellingTexts } from './field/selling.ts'
