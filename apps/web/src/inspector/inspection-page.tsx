import type { BatchDetail } from '@nguon/contract'
import { inspectionTexts } from '@nguon/locale'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { useSending } from '../accounts/use-sending.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { batchQuery } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { AreaField, TextField } from '../ui/field.tsx'
import { Form, SaveBar } from '../ui/form.tsx'
import { Page } from '../ui/page.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { FindingFields } from './finding-fields.tsx'
import { detailsOfInspection, emptyInspection, type InspectionValues } from './inspection-values.ts'
import { PermitFields } from './permit-fields.tsx'
import { begin, recordAbout } from './record-about.ts'
import './inspector.css'

/** What an inspector found, and concludes. */
export function InspectionPage({ batchId }: { batchId: string }) {
  const t = useTexts(inspectionTexts)
  const { data } = useSuspenseQuery(batchQuery(batchId))
  const { batch } = data
  const below = `${batch.productName} · ${batch.organizationName}`
  return (
    <Page title={t.inspectTitle(batch)} below={below} back={paths.chain(batchId)}>
      <InspectionForm detail={data} />
    </Page>
  )
}

function InspectionForm({ detail }: { detail: BatchDetail }) {
  const t = useTexts(inspectionTexts)
  const { id } = detail.batch
  const { organization } = useSignedIn()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [begun] = useState(begin)
  const form = useForm<InspectionValues>({ defaultValues: emptyInspection(t.kindProposal) })
  const { submit, busy, problem } = useSending(form, async (values) => {
    const details = detailsOfInspection(values)
    await recordAbout(begun, organization?.id ?? '', id, { type: 'inspection', details })
    await queries.invalidateQueries()
    go(paths.chain(id, { xong: 'bien-ban' }), { replace: true })
  })
  return (
    <Form form={form} onSubmit={submit}>
      <TextField name="kind" label={t.kind} required />
      <FindingFields />
      <AreaField name="conclusion" label={t.conclusion} hint={t.conclusionHint} required />
      <TextField name="due" label={t.due} type="date" />
      <PermitFields detail={detail} />
      <Refusal problem={problem} />
      <SaveBar label={t.save} busy={busy} />
    </Form>
  )
}
