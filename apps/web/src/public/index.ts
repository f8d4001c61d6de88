export { type DocumentParts, renderDocument } from './document.ts'
export { type HomeParts, renderHome, renderLost, type SamplePaths } from './home.ts'
export { escapeHtml, Html, html } from './html.ts'
export { type Message, renderBusy, renderMessage, renderTooMany } from './message.ts'
export type {
  CodeState,
  PageAlert,
  PageBatch,
  PageCertificate,
  PageInput,
  PagePin,
  PageQr,
  PageScans,
  ProductPage,
  TracePage,
} from './model.ts'
export { renderProductPage } from './product-page.ts'
export { type OpenApi, renderReference } from './reference.ts'
export { type ReportPage, type ReportProblem, renderReportForm, renderThanks } from './report-page.ts'
export { type Card, cardOf } from './share-card.ts'
export { pageStyle } from './style.ts'
export { renderTracePage } from './trace-page.ts'
