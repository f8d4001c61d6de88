/** @jest-environment node */
import { expect, test } from '@jest/globals'
import type { Step } from '@nguon/contract'
import { renderTracePage } from './index.ts'
import { noodleSteps } from './testing/noodle-steps.ts'
import { noodlePageWith } from './testing/noodles.ts'

/** The steps that a page lists, each as it reads. */
const listed = (steps: readonly Step[], lang: 'vi' | 'en') =>
  [
    ...renderTracePage(noodlePageWith({ steps }), lang).html.matchAll(
      /<li[^>]*>\n<p class="when">.*?<\/li>/gs,
    ),
  ].map(([item]) => item.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '))

const words = {
  vi: 'thông tin cá nhân đã xóa theo yêu cầu',
  en: 'personal details erased on request',
} as const

test.each(['vi', 'en'] as const)(
  'a step whose person was erased says so and names nobody; the others say nothing of it (%s)',
  (lang) => {
    const place = noodleSteps.findIndex(({ type, actorName }) => type === 'planting' && actorName)
    const { actorName = '', ...nameless } = noodleSteps[place] as Step
    const named = noodleSteps.filter((step) => step.actorName === actorName)
    const steps = noodleSteps.with(place, { ...nameless, isErased: true })

    const before = listed(noodleSteps, lang).filter((text) => text.includes(actorName))
    const after = listed(steps, lang)
    expect(named.length).toBeGreaterThan(1)
    expect(before.some((text) => text.includes(words[lang]))).toBe(false)
    const erased = after.filter((text) => text.includes(words[lang]))
    expect(erased.length).toBeGreaterThan(0)
    for (const text of erased) expect(text).not.toContain(actorName)
    expect(after.filter((text) => text.includes(actorName))).toHaveLength(before.length - erased.length)
  },
)
