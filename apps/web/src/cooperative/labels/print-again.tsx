import { api, type LabelPrintView } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { labelTexts } from '@nguon/locale'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../call.ts'
import { useTexts } from '../../lang.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { openFile } from './print-file.ts'

interface PrintAgainProps {
  readonly print: LabelPrintView
  readonly batchId: string
}

/** Prints labels of an earlier print once more: all, or those that were spoilt. Asks why, because it is noted. */
export function PrintAgain({ print, batchId }: PrintAgainProps) {
  const t = useTexts(labelTexts)
  const [isOpen, setIsOpen] = useState(false)
  if (isOpen) return <AgainForm print={print} batchId={batchId} onDone={() => setIsOpen(false)} />
  return (
    <button type="button" className="text-button" onClick={() => setIsOpen(true)}>
      {t.again}
    </button>
  )
}

function AgainForm({ print, batchId, onDone }: PrintAgainProps & { onDone: () => void }) {
  const t = useTexts(labelTexts)
  const queries = useQueryClient()
  const [typed, setTyped] = useState({
    ...{ first: String(print.first), last: String(print.last), start: '1', reason: '' },
  })
  const printing = useMutation({
    mutationFn: () =>
      call(api.reprintLabels, {
        ...{ id: print.id, newId: newId(), first: Number(typed.first), last: Number(typed.last) },
        ...{ start: Number(typed.start), reason: typed.reason.normalize('NFC').trim() },
      }),
    onSuccess: (made) => {
      onDone()
      if (made.state === 'ready') openFile(made.id)
      void queries.invalidateQueries({ queryKey: ['label-prints', batchId] })
    },
  })
  const numbers = [
    ['first', t.againFirst],
    ['last', t.againLast],
    ...(print.format === 'pdf' ? ([['start', t.start]] as const) : []),
  ] as const
  const isSound = numbers.every(([name]) => /^[1-9]\d{0,11}$/.test(typed[name]))
  const field = (name: keyof typeof typed, label: string) => (
    <label key={name} className="field">
      {label}
      <input
        className="input"
        inputMode={name === 'reason' ? 'text' : 'numeric'}
        maxLength={name === 'reason' ? 200 : 12}
        value={typed[name]}
        onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
      />
    </label>
  )
  return (
    <div className="print-again">
      <div className="again-numbers">{numbers.map(([name, label]) => field(name, label))}</div>
      {field('reason', t.againWhy)}
      <button
        type="button"
        className="button"
        disabled={!isSound || typed.reason.trim() === '' || printing.isPending}
        onClick={() => printing.mutate()}
      >
        {t.again}
      </button>
      <Refusal problem={printing.error} />
    </div>
  )
}
