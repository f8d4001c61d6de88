import type { Problem as Answer } from '@nguon/contract'
import { errorTexts, type Lang, type Text } from '@nguon/locale'

export type Violation = NonNullable<Answer['violations']>[number]

/** A call that did not succeed: a refusal of the server, or no answer at all. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly title: Text
  readonly status: number
  readonly violations: readonly Violation[]
  readonly requestId: string | undefined
  /** What was to be sent is safe on this phone and goes later: nothing that the person has to mend. */
  readonly isKept: boolean

  constructor(
    answer: Pick<Answer, 'code' | 'title' | 'status' | 'violations' | 'requestId'> & { isKept?: boolean },
  ) {
    super(`${answer.code}: ${answer.title.en}`)
    this.code = answer.code
    this.title = answer.title
    this.status = answer.status
    this.violations = answer.violations ?? []
    this.requestId = answer.requestId
    this.isKept = answer.isKept ?? false
  }
}

const unreachable: Text = {
  vi: 'Không gửi được vì mạng chập chờn. Những gì anh chị đã nhập vẫn còn đây; hãy thử lại khi có mạng.',
  en: 'Could not reach the server. What you entered is still here; try again when you are online.',
}

/** Nothing came back: no network, or it took too long. */
export const noAnswer = (): Problem => new Problem({ code: 'UNREACHABLE', title: unreachable, status: 0 })

/** Something came back that is not an answer of ours, as from a proxy in between. */
export const notOurAnswer = (status: number): Problem =>
  new Problem({ code: 'UNAVAILABLE', title: errorTexts.UNAVAILABLE, status })

const unopened: Text = {
  vi: 'Không tải được trang vì mạng chập chờn. Hãy thử lại khi có mạng; những gì anh chị đang ghi dở vẫn còn.',
  en: 'The page could not be loaded. Try again when you are online; what you were writing is kept.',
}

/** What to tell the user about a page that did not open: a part of the program that did not arrive is no fault of the server. */
export function titleOfUnopened(error: unknown, lang: Lang): string {
  const isNetwork = error instanceof Problem ? error.status === 0 : error instanceof TypeError
  return isNetwork ? unopened[lang] : titleOf(error, lang)
}

/** What to tell the user about anything that was thrown. */
export function titleOf(error: unknown, lang: Lang): string {
  return error instanceof Problem ? error.title[lang] : errorTexts.INTERNAL[lang]
}
