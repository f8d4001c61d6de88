import { goodsTexts, handoverTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useLang } from '../../lang.tsx'
import { placesQuery } from '../../queries.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { PartnerPicker } from '../handovers/partner-picker.tsx'
import { nameOfPlot } from '../recording/targets.ts'

/** To whom goods go, as typed. */
export interface ReceiverValues {
  to: 'outside' | 'organization' | 'own'
  buyer: string
  partnerPlaceId: string
  /** What was searched for: the chosen place stands among what it finds. */
  partnerSearch: string
  ownPlaceId: string
}

export const receiverDefaults: ReceiverValues = {
  to: 'outside',
  buyer: '',
  partnerPlaceId: '',
  partnerSearch: '',
  ownPlaceId: '',
}

/** The place that was chosen, or the buyer outside; what was typed for another choice is left out. */
export function receiverOf({ to, buyer, partnerPlaceId, ownPlaceId }: ReceiverValues): {
  toPlaceId: string
  buyer: string
} {
  const placeIds = { outside: '', organization: partnerPlaceId, own: ownPlaceId }
  return { toPlaceId: placeIds[to], buyer: to === 'outside' ? buyer : '' }
}

/** To an organization that answers, to a buyer who stays private, or to a place of one's own. */
export function ReceiverFields() {
  const lang = useLang()
  const t = handoverTexts(lang)
  const g = goodsTexts(lang)
  const { data: places } = useSuspenseQuery(placesQuery)
  const shops = places.items.filter(({ data }) => data.kind === 'store' || data.kind === 'warehouse')
  const own = (
    <SelectField
      name="ownPlaceId"
      label={t.whichPlace}
      required
      placeholder={g.choosePlace}
      options={shops.map((place) => ({ value: place.id, label: nameOfPlot(place) }))}
    />
  )
  return (
    <ChoiceList
      name="to"
      legend={t.toWhom}
      required
      choices={[
        { value: 'outside', title: t.toOutside, note: t.toOutsideHint },
        { value: 'organization', title: t.toOrganization, note: t.toOrganizationHint },
        ...(shops.length > 0 ? [{ value: 'own', title: t.toOwn }] : []),
      ]}
      more={(to) => {
        if (to === 'organization') return <PartnerPicker />
        return to === 'own' ? own : <TextField name="buyer" label={g.buyer} hint={g.private} />
      }}
    />
  )
}
