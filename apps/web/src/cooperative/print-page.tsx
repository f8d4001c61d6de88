import type { BatchDetail } from '@nguon/contract'
import { batchTexts, formatDay } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { batchQuery } from '../queries.ts'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { BatchWarning } from './batch-warning.tsx'
import { useOrganization } from './organization.tsx'
import { isLasting } from './printed-address.ts'
import { Qr } from './qr.tsx'

const counts = ['1', '2', '8', '14'] as const

/** Labels of a batch on a sheet of paper, for want of a label printer. */
export function PrintPage({ batchId }: { batchId: string }) {
  const t = useTexts(batchTexts)
  const { id } = useOrganization()
  const { data } = useSuspenseQuery(batchQuery(batchId))
  const [count, setCount] = useState<(typeof counts)[number]>('8')
  const numbers = Array.from({ length: Number(count) }, (_, index) => index)
  return (
    <Page
      title={t.printTitle}
      below={`${data.batch.productName} · ${data.batch.lot}`}
      back={paths.batch(id, batchId)}
    >
      <div className="section no-print">
        <BatchWarning batch={data.batch} />
        {!isLasting(data.address) && <Notice tone="amber">{t.sampleHint}</Notice>}
        <h2>{t.howMany}</h2>
        <ChipChoice
          label={t.howMany}
          chosen={count}
          choices={counts.map((value) => ({ value, label: value }))}
          onChoose={setCount}
        />
        <p className="small soft">{t.printHint}</p>
        <button type="button" className="button main" onClick={() => window.print()}>
          <Printer aria-hidden /> {t.printNow}
        </button>
      </div>
      <div className="sheet">
        {numbers.map((number) => (
          <Label key={number} detail={data} />
        ))}
      </div>
    </Page>
  )
}

function Label({ detail: { batch, address, code } }: { detail: BatchDetail }) {
  const lang = useLang()
  const t = batchTexts(lang)
  return (
    <div className="label">
      <Qr batch={batch} />
      <div>
        {!isLasting(address) && <p className="sample">{t.sample}</p>}
        <p>
          <b>{batch.productName}</b>
        </p>
        <p>{batch.organizationName}</p>
        <p className="code">
          {t.lot} {batch.lot}
        </p>
        {code !== batch.lot && <p className="code">{code}</p>}
        {batch.useBy && (
          <p>
            {t.useBy} {formatDay(batch.useBy, lang)}
          </p>
        )}
        <p className="small">{new URL(address).host.toLowerCase()}</p>
      </div>
    </div>
  )
}
