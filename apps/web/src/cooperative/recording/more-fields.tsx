import { diaryTexts, memberRoleNames } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useFormContext } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { membersQuery, placesQuery } from '../../queries.ts'
import { AreaField, SelectField } from '../../ui/field.tsx'
import { nameOfPlot } from './targets.ts'

interface MoreFieldsProps {
  /** Ask where as well: work on a plot says so already. */
  readonly askPlace?: boolean
  readonly children?: ReactNode
}

/** What may be said besides, folded away: fields of the activity, who, where, and a note that stays private. */
export function MoreFields({ askPlace = false, children }: MoreFieldsProps) {
  const lang = useLang()
  const t = diaryTexts(lang)
  const { data: members } = useSuspenseQuery(membersQuery)
  const { data: places } = useSuspenseQuery(placesQuery)
  const sites = places.items.filter(({ data }) => data.kind !== 'plot')
  const people = members.items.filter(({ data }) => data.role !== 'inspector')
  const { formState } = useFormContext()
  const fold = useRef<HTMLDetailsElement>(null)
  const { submitCount } = formState
  // What is wrong must not stay folded away.
  useEffect(() => {
    if (submitCount > 0 && fold.current?.querySelector('[aria-invalid="true"]')) fold.current.open = true
  }, [submitCount])
  return (
    <details className="more" ref={fold}>
      <summary>{t.more}</summary>
      <div>
        {children}
        {people.length > 0 && (
          <SelectField
            name="memberId"
            label={t.who}
            placeholder={t.nobody}
            options={people.map(({ id, data }) => ({
              value: id,
              label: `${data.publicName} (${memberRoleNames[data.role][lang].toLowerCase()})`,
            }))}
          />
        )}
        {askPlace && sites.length > 0 && (
          <SelectField
            name="placeId"
            label={t.place}
            placeholder={t.nobody}
            options={sites.map((site) => ({ value: site.id, label: nameOfPlot(site) }))}
          />
        )}
        <AreaField name="note" label={t.note} hint={t.noteHint} />
      </div>
    </details>
  )
}
