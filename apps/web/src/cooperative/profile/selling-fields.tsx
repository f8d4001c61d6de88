import { salesLinkKinds } from '@nguon/domain'
import { frameTexts, salesMarketNames, sellingTexts } from '@nguon/locale'
import { Plus, Trash2, Undo2 } from 'lucide-react'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { Empty } from '../../ui/empty.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { marketOf, type TypedLink, wrongWith } from './typed-link.ts'

export interface SellingValues {
  links: TypedLink[]
}

/** As many as a record holds. */
const most = 10

/** Every place of sale with what was typed, and one more when asked for. */
export function SellingFields() {
  const t = sellingTexts(useLang())
  const { control } = useFormContext<SellingValues>()
  const { fields, append, remove } = useFieldArray({ control, name: 'links' })
  const links = useWatch<SellingValues, 'links'>({ name: 'links' })
  const staying = links.filter(({ removed }) => !removed).length
  return (
    <>
      {fields.length === 0 && <Empty title={t.none} />}
      {fields.map(({ id }, index) =>
        links[index]?.removed ? (
          <Removed key={id} index={index} link={links[index]} />
        ) : (
          <Place key={id} index={index} onDrop={() => remove(index)} />
        ),
      )}
      {staying < most ? (
        <button
          type="button"
          className="button"
          onClick={() =>
            append({ kind: '', url: '', removed: false }, { focusName: `links.${fields.length}.url` })
          }
        >
          <Plus size={22} aria-hidden /> {t.add}
        </button>
      ) : (
        <p className="small soft">{t.most}</p>
      )}
    </>
  )
}

/** One place: its address first, for a pasted one often tells the marketplace. */
function Place({ index, onDrop }: { index: number; onDrop: () => void }) {
  const lang = useLang()
  const t = sellingTexts(lang)
  const { getValues, setValue } = useFormContext<SellingValues>()
  const number = index + 1
  const linkHere = () => getValues(`links.${index}`)
  const judge = () => {
    const link = linkHere()
    const market = link.kind === '' ? '' : salesMarketNames[link.kind][lang]
    return wrongWith(link, market, getValues('links').slice(0, index), t) ?? true
  }
  const proposeMarket = () => {
    const { kind, url } = linkHere()
    const market = kind === '' ? marketOf(url) : undefined
    if (market) setValue(`links.${index}.kind`, market, { shouldDirty: true, shouldValidate: true })
  }
  const drop = () =>
    linkHere().url.trim() === '' ? onDrop() : setValue(`links.${index}.removed`, true, { shouldDirty: true })
  return (
    <section className="card" aria-label={t.place({ number })}>
      <TextField
        name={`links.${index}.url`}
        label={t.address}
        hint={t.addressHint}
        maxLength={2000}
        autoCapitalize="none"
        required
        rules={{ validate: judge, onBlur: proposeMarket }}
      />
      <SelectField
        name={`links.${index}.kind`}
        label={t.market}
        placeholder={frameTexts(lang).choose}
        options={salesLinkKinds.map((value) => ({ value, label: salesMarketNames[value][lang] }))}
        required
      />
      <button type="button" className="text-button" onClick={drop}>
        <Trash2 size={20} aria-hidden /> {t.remove({ number })}
      </button>
    </section>
  )
}

/** A place that goes once the form is saved. */
function Removed({ index, link }: { index: number; link: TypedLink }) {
  const lang = useLang()
  const t = sellingTexts(lang)
  const { setValue } = useFormContext<SellingValues>()
  const what = [link.kind && salesMarketNames[link.kind][lang], link.url].filter(Boolean).join(' · ')
  return (
    <div className="card">
      <p className="soft">{t.removed({ what })}</p>
      <button
        type="button"
        className="text-button"
        onClick={() => setValue(`links.${index}.removed`, false, { shouldDirty: true })}
      >
        <Undo2 size={20} aria-hidden /> {t.undo}
      </button>
    </div>
  )
}
