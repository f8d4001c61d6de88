import { api } from '@nguon/contract'
import type { PersonKind } from '@nguon/domain'
import { frameTexts, operatorTexts, peopleTexts, personKindNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call } from '../call.ts'
import { useLang, useTexts } from '../lang.tsx'
import { organizationsQuery } from '../queries.ts'
import { ChoiceList } from '../ui/choice-list.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { AreaFields } from './area-fields.tsx'
import { type AreaValues, areaOf, noArea } from './area-values.ts'
import type { MadeInvite } from './invite-made.tsx'
import { useSending } from './use-sending.ts'

interface InviteFormProps {
  /** The kinds to choose from; one is not asked about. */
  readonly kinds: readonly PersonKind[]
  /** The organization, where the operator invites to one. */
  readonly organizationId?: string | undefined
  readonly onMade: (made: MadeInvite) => void
}

interface Values extends AreaValues {
  readonly kind: PersonKind
  readonly name: string
  readonly organizationId: string
}

export function InviteForm({ kinds, organizationId = '', onMade }: InviteFormProps) {
  const lang = useLang()
  const t = peopleTexts(lang)
  const [kind = 'staff'] = kinds
  const form = useForm<Values>({ defaultValues: { kind, name: '', organizationId, ...noArea } })
  const { submit, busy, problem } = useSending(form, async (values) => {
    // the page may learn for which organization only after this was drawn
    onMade(
      await call(
        api.createInvite,
        inviteOf({ ...values, organizationId: organizationId || values.organizationId }),
      ),
    )
  })
  const hints: Partial<Record<PersonKind, string>> = { staff: t.staffHint, admin: t.adminHint }
  const choices = kinds.map((value) => ({
    value,
    title: personKindNames[value][lang],
    note: hints[value] ?? '',
  }))
  return (
    <Form form={form} onSubmit={submit}>
      {kinds.length > 1 && <ChoiceList name="kind" legend={t.kind} choices={choices} required />}
      {kind === 'inspector' && !organizationId && <Inspectorates />}
      <TextField name="name" label={t.name} hint={t.nameHint} maxLength={80} />
      {kind === 'inspector' && <AreaFields />}
      <Refusal problem={problem} />
      <button type="submit" className="button main" disabled={busy}>
        {busy ? t.making : t.makeInvite}
      </button>
    </Form>
  )
}

function inviteOf({ kind, name: typed, organizationId, ...area }: Values) {
  const name = typed.normalize('NFC').trim()
  return {
    kind,
    ...(organizationId ? { organizationId } : {}),
    ...(name ? { name } : {}),
    ...(kind === 'inspector' ? { area: areaOf(area) } : {}),
  }
}

function Inspectorates() {
  const t = useTexts(operatorTexts)
  const f = useTexts(frameTexts)
  const { data } = useSuspenseQuery(organizationsQuery)
  const options = data.items
    .filter((organization) => organization.data.kind === 'inspectorate')
    .map(({ id, data: { name } }) => ({ value: id, label: name }))
  if (options.length === 0) return <Notice tone="amber">{t.noInspectorate}</Notice>
  return (
    <SelectField
      name="organizationId"
      label={t.inspectorate}
      options={options}
      placeholder={f.choose}
      required
    />
  )
}
