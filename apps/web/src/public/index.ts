export type { CodeState, PageAlert, PageBatch, PageCertificate, PageInput, TracePage } from './model.ts'
