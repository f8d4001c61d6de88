import type { HandoverView } from '@nguon/contract'
import { formatQuantity, handoverTexts, type Lang } from '@nguon/locale'

type Line = HandoverView['lines'][number]

/** What was sent less what was counted, in words: `thiếu 1,5 kg`, `thừa 2 kg`, `khớp`; empty where nothing was counted. */
export function sayDifference({ difference }: Line, lang: Lang): string {
  const t = handoverTexts(lang)
  if (!difference) return ''
  const { value, unit } = difference
  if (value === '0') return t.equal
  if (!value.startsWith('-')) return t.less({ amount: formatQuantity(difference, lang) })
  return t.more({ amount: formatQuantity({ value: value.slice(1), unit }, lang) })
}
