import type { Receiver } from '@nguon/contract'
import { handoverTexts } from '@nguon/locale'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTexts } from '../../lang.tsx'
import { Loading } from '../../ui/boundary.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { FieldError, useFieldError } from '../../ui/field.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import type { ReceiverValues } from '../diary/receiver-fields.tsx'
import { receiversQuery } from './handover-queries.ts'

/** A place of another organization: of those whom goods were sent to before, or found by name. */
export function PartnerPicker() {
  const t = useTexts(handoverTexts)
  const { setValue } = useFormContext<ReceiverValues>()
  const q = useWatch<ReceiverValues, 'partnerSearch'>({ name: 'partnerSearch' })
  const search = (text: string) => setValue('partnerSearch', text, { shouldDirty: true })
  return (
    <div className="form">
      <SearchField label={t.findOrganization} hint={t.findHint} value={q} onSearch={search} />
      <Found q={q} />
    </div>
  )
}

function Found({ q }: { q: string }) {
  const t = useTexts(handoverTexts)
  const { data, error } = useQuery(receiversQuery(q))
  const { getValues, setValue } = useFormContext<ReceiverValues>()
  // What is not on the page is not chosen.
  useEffect(() => {
    const isFound = data?.items.some(({ placeId }) => placeId === getValues('partnerPlaceId'))
    if (data && !isFound) setValue('partnerPlaceId', '')
  }, [data, getValues, setValue])
  if (!data) return <NoneToChoose>{error ? <Refusal problem={error} /> : <Loading />}</NoneToChoose>
  if (data.items.length === 0)
    return (
      <NoneToChoose>
        <p role="status">{q ? t.noneFound : t.noPartners}</p>
      </NoneToChoose>
    )
  return (
    <ChoiceList
      name="partnerPlaceId"
      legend={t.whichPlace}
      required
      choices={data.items.map((receiver) => ({
        value: receiver.placeId,
        title: receiver.organizationName,
        note: noteOf(receiver),
      }))}
    />
  )
}

/** While there is no place to choose, the form must not go on as if it went to a buyer outside. */
function NoneToChoose({ children }: { children: ReactNode }) {
  const t = useTexts(handoverTexts)
  const { register } = useFormContext()
  const error = useFieldError('noPartner')
  return (
    <div className="field">
      {children}
      <input type="hidden" {...register('noPartner', { validate: () => t.mustFind })} />
      {error && <FieldError id="no-partner-error">{error}</FieldError>}
    </div>
  )
}

const noteOf = ({ placeName, commune }: Receiver): string => [placeName, commune].filter(Boolean).join(' · ')
