import { api, labelsInPrint } from '@nguon/contract'
import { type Id, newId } from '@nguon/domain'
import { formatDecimal, labelTexts } from '@nguon/locale'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { call } from '../../call.ts'
import { useLang } from '../../lang.tsx'
import { ChipChoice } from '../../ui/chip-choice.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import type { useLabelOrder } from './use-label-order.ts'

/** Which codes, of which run, and how many. */
export function RunChoice({ productId, state }: { productId: Id; state: ReturnType<typeof useLabelOrder> }) {
  const lang = useLang()
  const t = labelTexts(lang)
  const id = useId()
  const { choice, change, open, run, asked, count } = state
  const queries = useQueryClient()
  const [newRunId, setNewRunId] = useState(newId)
  const making = useMutation({
    mutationFn: () => call(api.issueLabels, { id: newRunId, productId, count: asked }),
    onSuccess: async (made) => {
      setNewRunId(newId())
      await queries.invalidateQueries({ queryKey: ['label-runs'] })
      change({ runId: made.id })
    },
  })
  const number = (value: number) => formatDecimal(String(value), lang)
  return (
    <section className="card section">
      <h2>{t.codes}</h2>
      <ChipChoice
        label={t.codes}
        chosen={choice.codes}
        choices={[
          { value: 'run', label: t.perPackage },
          { value: 'batch', label: t.perBatch },
        ]}
        onChoose={(codes) => change({ codes })}
      />
      <div className="field">
        <label htmlFor={`${id}-count`}>{t.count}</label>
        <input
          id={`${id}-count`}
          className="input"
          inputMode="numeric"
          maxLength={6}
          value={choice.count}
          onChange={({ target }) => change({ count: target.value.trim() })}
        />
      </div>
      {choice.codes === 'run' && run && (
        <div className="field">
          <label htmlFor={`${id}-run`}>{t.run}</label>
          <select
            id={`${id}-run`}
            className="input"
            value={run.id}
            onChange={({ target }) => change({ runId: target.value })}
          >
            {open.map((each) => (
              <option key={each.id} value={each.id}>
                {t.runChoice({ name: each.name, left: number(each.last - (each.nextToPrint ?? 0) + 1) })}
              </option>
            ))}
          </select>
          <p className="hint">
            {t.standing({
              printed: number(run.printed),
              activated: number(run.activated),
              voided: number(run.voided),
            })}
          </p>
        </div>
      )}
      {count < asked && (
        <p className="hint">
          {count === labelsInPrint
            ? t.mostAtOnce({ most: number(count) })
            : t.onlyLeft({ left: number(count) })}
        </p>
      )}
      {choice.codes === 'run' && !run && <p className="small">{t.noRun}</p>}
      {choice.codes === 'run' && (
        <button
          type="button"
          className={run ? 'text-button' : 'button'}
          disabled={asked < 1 || making.isPending}
          onClick={() => making.mutate()}
        >
          <Plus size={20} aria-hidden />{' '}
          {run ? t.newRun({ count: number(asked) }) : t.makeRun({ count: number(asked) })}
        </button>
      )}
      <Refusal problem={making.error} />
    </section>
  )
}
