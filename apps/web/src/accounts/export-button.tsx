import { api, files } from '@nguon/contract'
import { myDataTexts } from '@nguon/locale'
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { Notice } from '../ui/notice.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSayWhen } from './say-when.ts'

interface ExportButtonProps {
  /** Of whom; without it of the caller. */
  readonly memberId?: string
  readonly label: string
  readonly main?: boolean
}

/** Has a file put together and then offers it: a browser downloads only what was tapped. */
export function ExportButton({ memberId, label, main = false }: ExportButtonProps) {
  const t = useTexts(myDataTexts)
  const say = useSayWhen()
  const making = useMutation({ mutationFn: () => call(api.createExport, memberId ? { memberId } : {}) })
  if (making.data) {
    const { id, expiresAt } = making.data
    return (
      <div className="section">
        <Notice tone="leaf" role="status">
          {t.exportUntil({ when: say(expiresAt) })}
        </Notice>
        <a className="button main" href={files.getExport.path.replace(':id', id)} download>
          <Download aria-hidden /> {t.download}
        </a>
      </div>
    )
  }
  return (
    <div className="section">
      <Refusal problem={making.error} />
      <button
        type="button"
        className={main ? 'button main' : 'button'}
        disabled={making.isPending}
        onClick={() => making.mutate()}
      >
        {making.isPending ? t.making : label}
      </button>
    </div>
  )
}
