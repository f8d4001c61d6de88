import type { ShareQuery } from '@nguon/contract'
import { balanceTexts, formatPercent } from '@nguon/locale'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useLang } from '../lang.tsx'
import { Loading } from '../ui/boundary.tsx'
import { Facts } from '../ui/facts.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { shareQuery } from './inspector-queries.ts'

type Property = 'bought_outside' | 'organic_certificate' | 'commune'

/** How much of a batch has a property, by mass; what is not known is said. */
export function SharePanel({ batchId }: { batchId: string }) {
  const t = balanceTexts(useLang())
  const form = useForm({ defaultValues: { property: 'bought_outside' as Property, code: '' } })
  const [asked, ask] = useState<ShareQuery>()
  const isCommune = form.watch('property') === 'commune'
  return (
    <section className="section">
      <h2>{t.share}</h2>
      <p className="small soft">{t.shareHint}</p>
      <div className="card">
        <Form
          form={form}
          onSubmit={({ property, code }) =>
            ask({ id: batchId, property, ...(property === 'commune' ? { value: code.trim() } : {}) })
          }
        >
          <SelectField
            name="property"
            label={t.property}
            options={[
              { value: 'bought_outside', label: t.outside },
              { value: 'organic_certificate', label: t.organic },
              { value: 'commune', label: t.commune },
            ]}
          />
          {isCommune && (
            <TextField
              name="code"
              label={t.code}
              inputMode="numeric"
              required
              rules={{ pattern: { value: /^\s*\d{5}\s*$/, message: t.codeWrong } }}
            />
          )}
          <button type="submit" className="button">
            {t.ask}
          </button>
        </Form>
        {asked && <Share asked={asked} />}
      </div>
    </section>
  )
}

function Share({ asked }: { asked: ShareQuery }) {
  const lang = useLang()
  const t = balanceTexts(lang)
  const { data, error } = useQuery(shareQuery(asked))
  if (error) return <Refusal problem={error} />
  if (!data) return <Loading />
  const percent = (part: string) => formatPercent(percentOf(part), lang)
  return (
    <div role="status">
      <Facts
        facts={[
          { label: t.yes, value: <b>{percent(data.yes)}</b> },
          { label: t.no, value: percent(data.no) },
          { label: t.unknown, value: percent(data.unknown) },
        ]}
      />
    </div>
  )
}

/** A part of 1 as a percentage of two places: enough to read, the exact part stays with the server. */
const percentOf = (part: string): string => String(Math.round(Number(part) * 10_000) / 100)
