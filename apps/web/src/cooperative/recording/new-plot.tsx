import { api } from '@nguon/contract'
import { frameTexts, registerTexts } from '@nguon/locale'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../call.ts'
import { useTexts } from '../../lang.tsx'
import { placesQuery } from '../../queries.ts'
import { useOrganization } from '../organization.tsx'
import { buildVersion } from './build-version.ts'
import { cleanText, compact } from './clean-text.ts'
import { CommuneField } from './commune-field.tsx'
import { addressOfCommune, usualCommune } from './communes.ts'
import { InlineField, InlineForm } from './inline-form.tsx'
import { openSlots } from './slots.ts'
import { offsetHere } from './when.ts'

/** A plot in a few words: its name, commune and area. The rest can be said later. */
export function NewPlot({ onAdded }: { onAdded: (plotId: string) => void }) {
  const t = useTexts(registerTexts)
  const f = useTexts(frameTexts)
  const { id: organizationId } = useOrganization()
  const queries = useQueryClient()
  const [slots] = useState(() => openSlots())
  const [name, setName] = useState('')
  const [area, setArea] = useState('')
  const { data: places } = useSuspenseQuery(placesQuery)
  const [commune, setCommune] = useState(() => usualCommune(places.items.map(({ data }) => data)))
  const areaM2 = /^[1-9]\d{0,7}$/.test(area.replace(/[.,\s]/g, ''))
    ? Number(area.replace(/[.,\s]/g, ''))
    : undefined
  const saving = useMutation({
    mutationFn: async () => {
      const addresses = addressOfCommune(commune)
      const data = { kind: 'plot' as const, name: cleanText(name), addresses, ...compact({ areaM2 }) }
      const version = buildVersion({ organizationId, utcOffset: offsetHere(), slots }, 'plot', 'place', data)
      const { subjectId } = await call(api.recordPlace, { version })
      await queries.invalidateQueries(placesQuery)
      return subjectId
    },
    onSuccess: onAdded,
  })
  const wrong =
    cleanText(name) === undefined
      ? t.nameMissing
      : commune === ''
        ? t.communeMissing
        : area && areaM2 === undefined
          ? `${t.plotArea}: ${f.notWhole}`
          : undefined
  return (
    <InlineForm
      save={t.savePlot}
      busy={saving.isPending}
      problem={saving.error}
      wrong={wrong}
      onSave={() => saving.mutate()}
    >
      <InlineField label={t.plotName} value={name} onChange={setName} />
      <CommuneField value={commune} onChange={setCommune} />
      <InlineField label={t.plotArea} value={area} onChange={setArea} inputMode="numeric" />
    </InlineForm>
  )
}
