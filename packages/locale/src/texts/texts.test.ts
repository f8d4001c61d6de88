import { describe, expect, test } from '@jest/globals'
import * as locale from '../index.ts'

/** Every text under a value, with the path to it. */
function textsIn(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`))
}

const texts = textsIn({ ...locale }, 'locale')

describe('every text', () => {
  test('is there in both languages, composed (NFC) and without stray space', () => {
    expect(texts.length).toBeGreaterThan(400)
    expect(texts.filter(([, text]) => text === '' || text !== text.trim().normalize('NFC'))).toEqual([])
  })

  test('calls a recall "thu hồi", and nothing else so', () => {
    const recalling = texts.filter(([path, text]) => path.endsWith('.vi') && /thu hồi/i.test(text))
    const keys = recalling.map(([path]) => path.split('.').slice(1, -1).join('.'))
    expect(keys.sort()).toEqual([
      'auditActionNames.recall_closed',
      'auditActionNames.recall_confirmed',
      'auditActionNames.recall_drilled',
      'auditActionNames.recall_lift_proposed',
      'auditActionNames.recall_lifted',
      'auditActionNames.recall_noted',
      'auditActionNames.recall_proposed',
      'auditActionNames.recall_withdrawn',
      'errorTexts.BATCH_ON_HOLD',
      'eventNames.recall',
      'eventNames.recall_lifted',
      'exportKeys.recalls',
      'markTexts.ANCESTOR_ON_HOLD.meaning',
      'recallKindNames.mandatory',
      'recallKindNames.voluntary',
      'reportKindNames.still_sold',
    ])
  })
})

test('an error says in one sentence what is wrong and how to mend it', () => {
  const titles = textsIn(locale.errorTexts, 'error').map(([, text]) => text)
  expect(titles.filter((title) => !/^[^.]+[;,][^.]+\.$/.test(title.replace('…)', ')')))).toEqual([])
})
