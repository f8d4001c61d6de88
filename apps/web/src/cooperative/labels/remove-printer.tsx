import { api, type PrinterView } from '@nguon/contract'
import { labelTexts } from '@nguon/locale'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../call.ts'
import { useTexts } from '../../lang.tsx'
import { AskDialog } from '../../ui/ask-dialog.tsx'

/** Forgets a printer, after asking. What was printed on it stays as it is. */
export function RemovePrinter({ printer, onRemoved }: { printer: PrinterView; onRemoved: () => void }) {
  const t = useTexts(labelTexts)
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const removing = useMutation({
    mutationFn: () => call(api.removePrinter, { id: printer.id }),
    onSuccess: async () => {
      onRemoved()
      await queries.invalidateQueries({ queryKey: ['printers'] })
    },
  })
  return (
    <>
      <button type="button" className="text-button" onClick={() => setAsking(true)}>
        {t.removePrinter}
      </button>
      {asking && (
        <AskDialog
          title={t.removePrinterAsk({ name: printer.name })}
          action={t.removePrinter}
          cancel={t.keepPrinter}
          danger
          busy={removing.isPending}
          problem={removing.error}
          onAct={() => removing.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{t.removePrinterWhat}</p>
        </AskDialog>
      )}
    </>
  )
}
