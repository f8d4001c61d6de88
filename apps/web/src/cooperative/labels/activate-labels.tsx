import { api, type BatchSummary, type LabelView } from '@nguon/contract'
import { formatDecimal, labelTexts } from '@nguon/locale'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../call.ts'
import { useLang } from '../../lang.tsx'
import { sendEvent } from '../../outbox/send-signed.ts'
import { Notice } from '../../ui/notice.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { useOrganization } from '../organization.tsx'
import { buildActivation } from './build-activation.ts'
import { CodeField } from './code-field.tsx'
import { CodeFiles } from './code-files.tsx'
import { printedCode } from './printed-code.ts'
import { VoidLabels } from './void-labels.tsx'

/** Labels of one run from one to another, as somebody scanned them. */
export interface FoundRange {
  readonly runId: string
  readonly runName: string
  readonly first: number
  readonly last: number
  /** Where it is one label that the batch has in circulation: its code. */
  readonly active: string | undefined
}

/** Puts labels into circulation for the batch by their first and last, or voids damaged ones. */
export function ActivateLabels({ batch }: { batch: BatchSummary }) {
  const lang = useLang()
  const t = labelTexts(lang)
  const { id: organizationId } = useOrganization()
  const queries = useQueryClient()
  const [codes, setCodes] = useState({ first: '', last: '' })
  const finding = useMutation({
    mutationFn: async () => {
      const labels = await Promise.all([codes.first, codes.last || codes.first].map(readLabel))
      return rangeOf(labels, batch, t)
    },
  })
  const [said, setSaid] = useState<string>()
  const sending = useMutation({
    mutationFn: (change: { activated?: FoundRange; voided?: FoundRange }) =>
      sendEvent({ event: buildActivation(organizationId, batch.id, change) }),
    onSuccess: (_answer, { activated, voided }) => {
      const range = activated ?? voided
      const count = formatDecimal(String(range ? range.last - range.first + 1 : 0), lang)
      setSaid(activated ? t.activated({ count }) : t.voided({ count }))
      setCodes({ first: '', last: '' })
      finding.reset()
      void queries.invalidateQueries({ queryKey: ['label-runs'] })
    },
  })
  const change = (part: Partial<typeof codes>) => {
    setCodes((before) => ({ ...before, ...part }))
    setSaid(undefined)
    finding.reset()
  }
  const number = (value: number) => formatDecimal(String(value), lang)
  const found = typeof finding.data === 'object' ? finding.data : undefined
  const count = found ? number(found.last - found.first + 1) : ''
  return (
    <section className="card section">
      <h2>{t.activation}</h2>
      <p className="small">{t.notActive}</p>
      <CodeField label={t.first} value={codes.first} onChange={(first) => change({ first })} />
      <CodeField label={t.last} value={codes.last} onChange={(last) => change({ last })} />
      <button
        type="button"
        className="button quiet"
        disabled={codes.first === '' || finding.isPending}
        onClick={() => finding.mutate()}
      >
        {t.find}
      </button>
      <Refusal problem={finding.error} />
      {typeof finding.data === 'string' && <Notice tone="amber">{finding.data}</Notice>}
      {found && (
        <>
          <Notice tone="plain" role="status">
            {t.found({ count, run: found.runName, first: number(found.first), last: number(found.last) })}
          </Notice>
          {found.active === undefined ? (
            <button
              type="button"
              className="button main"
              disabled={sending.isPending}
              onClick={() => sending.mutate({ activated: found })}
            >
              {t.activate({ count })}
            </button>
          ) : (
            <CodeFiles batchId={batch.id} serial={found.active} code={found.active} />
          )}
          <VoidLabels count={count} onVoid={() => sending.mutate({ voided: found })} />
        </>
      )}
      <Refusal problem={sending.error} />
      {said && (
        <Notice tone="leaf" role="status">
          {said}
        </Notice>
      )}
    </section>
  )
}

const readLabel = (typed: string): Promise<LabelView> => call(api.readLabel, { code: printedCode(typed) })

/** The range between two labels, or why they make none. */
function rangeOf(
  [a, b]: readonly LabelView[],
  { id, productId }: BatchSummary,
  t: ReturnType<typeof labelTexts>,
): FoundRange | string {
  if (!a || !b || a.runId !== b.runId) return t.otherRun
  if (a.productId !== productId) return t.otherProduct
  const [first, last] = [a.number, b.number].sort((x, y) => x - y) as [number, number]
  const active = first === last && a.state === 'activated' && a.batchId === id ? a.code : undefined
  return { runId: a.runId, runName: a.runName, first, last, active }
}
