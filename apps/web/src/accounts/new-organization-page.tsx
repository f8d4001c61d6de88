import { api } from '@nguon/contract'
import { type Organization, Organization as OrganizationShape } from '@nguon/domain'
import { operatorTexts, organizationKindNames, registerTexts } from '@nguon/locale'
import { formatUnit } from '@nguon/locale/admin'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { call } from '../call.ts'
import { cleanText } from '../cooperative/recording/clean-text.ts'
import { addressOfCommune, communesHere } from '../cooperative/recording/communes.ts'
import { openSlots } from '../cooperative/recording/slots.ts'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { organizationsQuery } from '../queries.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Page } from '../ui/page.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from './use-sending.ts'

const kinds = OrganizationShape.shape.kind.options

interface Values {
  readonly kind: Organization['kind']
  readonly name: string
  readonly commune: string
}

/** Records an organization; its first admin is invited right after. */
export function NewOrganizationPage() {
  const lang = useLang()
  const t = operatorTexts(lang)
  const r = registerTexts(lang)
  const { form, submit, busy, problem } = useNewOrganization()
  const communes = communesHere().map(({ code, name }) => ({ value: code, label: formatUnit(name, lang) }))
  return (
    <Page title={t.add} back={paths.operator}>
      <Form form={form} onSubmit={submit}>
        <SelectField
          name="kind"
          label={t.kind}
          options={kinds.map((value) => ({ value, label: organizationKindNames[value][lang] }))}
          required
        />
        <TextField name="name" label={t.name} hint={t.nameHint} required />
        <SelectField
          name="commune"
          label={r.commune}
          placeholder={r.chooseCommune}
          options={communes}
          required
        />
        <Refusal problem={problem} />
        <button type="submit" className="button main" disabled={busy}>
          {t.saveAndInvite}
        </button>
      </Form>
    </Page>
  )
}

function useNewOrganization() {
  const [, go] = useLocation()
  const queries = useQueryClient()
  // Sending again after a lost answer records the same organization, not a second one.
  const [slots] = useState(() => openSlots())
  const form = useForm<Values>({ defaultValues: { kind: 'cooperative', name: '', commune: '' } })
  const sending = useSending(form, async ({ kind, name, commune }) => {
    const organizationId = slots.id('organization')
    const data: Organization = {
      kind,
      name: cleanText(name) ?? '',
      addresses: addressOfCommune(commune),
      status: 'active',
    }
    const version = {
      ...{ v: 1 as const, id: slots.id('version'), organizationId, capturedAt: slots.capturedAt },
      ...{ subject: { kind: 'organization' as const, id: organizationId }, data },
    }
    await call(api.recordOrganization, { version })
    await queries.invalidateQueries(organizationsQuery)
    go(paths.invite({ 'don-vi': organizationId }))
  })
  return { form, ...sending }
}
