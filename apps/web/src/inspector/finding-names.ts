import type { FindingCode } from '@nguon/domain'
import { findingTexts, markTexts, type Text } from '@nguon/locale'

/** What each thing that the checks notice is called, and what it means. */
export const findingNames: Record<FindingCode, { readonly name: Text; readonly meaning: Text }> = {
  ...markTexts,
  ...findingTexts,
}
