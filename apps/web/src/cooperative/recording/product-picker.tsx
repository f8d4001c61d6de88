import { formatQuantity, frameTexts, registerTexts, unitTexts } from '@nguon/locale'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Empty } from '../../ui/empty.tsx'
import { SelectField } from '../../ui/field.tsx'
import { NewProduct } from './new-product.tsx'
import type { ProductRow } from './use-supply.ts'

interface ProductPickerProps {
  readonly name: string
  readonly legend: string
  readonly products: readonly ProductRow[]
  readonly empty: string
  readonly addLabel: string
  readonly input?: boolean
}

const FEW = 6

/** One product to choose, as cards while there are few; one that is missing can be added right here. */
export function ProductPicker({
  name,
  legend,
  products,
  empty,
  addLabel,
  input = false,
}: ProductPickerProps) {
  const lang = useLang()
  const { setValue } = useFormContext()
  const [adding, setAdding] = useState(products.length === 0)
  const added = (productId: string) => {
    setAdding(false)
    setValue(name, productId, { shouldDirty: true, shouldValidate: true })
  }
  const noteOf = ({ data }: ProductRow) =>
    data.netContentText ??
    (data.netContent ? formatQuantity(data.netContent, lang) : unitTexts[data.unit][lang])
  const many = products.length > FEW
  return (
    <div className="section">
      {products.length === 0 && <Empty title={empty} />}
      {products.length > 0 && !many && (
        <ChoiceList
          name={name}
          legend={legend}
          required
          choices={products.map((row) => ({ value: row.id, title: row.data.name, note: noteOf(row) }))}
        />
      )}
      {many && (
        <SelectField
          name={name}
          label={legend}
          required
          placeholder={frameTexts(lang).choose}
          options={products.map(({ id, data }) => ({ value: id, label: data.name }))}
        />
      )}
      {adding ? (
        <NewProduct input={input} onAdded={added} />
      ) : (
        <button type="button" className="text-button" onClick={() => setAdding(true)}>
          <Plus size={20} aria-hidden /> {addLabel}
        </button>
      )}
    </div>
  )
}

/** The words most forms use for {@link ProductPicker}. */
export const produceWords = (lang: 'vi' | 'en') => {
  const t = registerTexts(lang)
  return { empty: t.noProducts, addLabel: t.newProduct }
}
