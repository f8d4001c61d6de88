import { api, type PersonView } from '@nguon/contract'
import { operatorTexts } from '@nguon/locale'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { peopleQuery } from '../queries.ts'
import { Form } from '../ui/form.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { AreaFields } from './area-fields.tsx'
import { areaOf, valuesOf } from './area-values.ts'
import { DoneNotice } from './done-notice.tsx'
import { useSending } from './use-sending.ts'

/** Says anew what an inspector is responsible for. */
export function ChangeArea({ person: { id, area = [] } }: { person: PersonView }) {
  const t = useTexts(operatorTexts)
  const queries = useQueryClient()
  const [isDone, setDone] = useState(false)
  const form = useForm({ defaultValues: valuesOf(area) })
  const { submit, busy, problem } = useSending(form, async (values) => {
    setDone(false)
    await call(api.changeArea, { id, area: areaOf(values) })
    await queries.invalidateQueries(peopleQuery)
    setDone(true)
  })
  return (
    <details className="more">
      <summary>{t.changeArea}</summary>
      <div>
        <Form form={form} onSubmit={submit}>
          <AreaFields />
          <Refusal problem={problem} />
          <DoneNotice>{isDone ? t.areaChanged : undefined}</DoneNotice>
          <button type="submit" className="button" disabled={busy}>
            {t.saveArea}
          </button>
        </Form>
      </div>
    </details>
  )
}
