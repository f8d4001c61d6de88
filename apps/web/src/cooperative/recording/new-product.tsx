import { api } from '@nguon/contract'
import type { Product, Unit } from '@nguon/domain'
import { frameTexts, inputKindNames, registerTexts, unitTexts } from '@nguon/locale'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../call.ts'
import { useLang, useTexts } from '../../lang.tsx'
import { productsQuery } from '../../queries.ts'
import { useOrganization } from '../organization.tsx'
import { buildVersion } from './build-version.ts'
import { cleanText, compact } from './clean-text.ts'
import { InlineField, InlineForm, InlineSelect } from './inline-form.tsx'
import { openSlots } from './slots.ts'
import { everyUnit } from './unit-choices.ts'
import type { InputKind } from './use-supply.ts'
import { offsetHere } from './when.ts'

interface NewProductProps {
  /** Something used up on the farm, not produce. */
  readonly input: boolean
  readonly onAdded: (productId: string) => void
}

/** A product in a few words: enough to begin with, the rest can be said later. */
export function NewProduct({ input, onAdded }: NewProductProps) {
  const lang = useLang()
  const t = registerTexts(lang)
  const f = useTexts(frameTexts)
  const [name, setName] = useState('')
  const [unit, setUnit] = useState<Unit>('kg')
  const [days, setDays] = useState('')
  const [kind, setKind] = useState<InputKind>('fertiliser')
  const shelfLifeDays = /^[1-9]\d{0,4}$/.test(days.trim()) ? Number(days) : undefined
  const data = { name: cleanText(name) ?? '', unit, ...(input ? ofInput(kind) : ofProduce(shelfLifeDays)) }
  const saving = useSaving(data, onAdded)
  const wrong =
    data.name === ''
      ? t.nameMissing
      : days && shelfLifeDays === undefined
        ? `${t.shelfLife}: ${f.notWhole}`
        : undefined
  const kinds = Object.entries(inputKindNames).map(([value, text]) => ({ value, label: text[lang] }))
  const units = everyUnit.map((value) => ({ value, label: unitTexts[value][lang] }))
  return (
    <InlineForm
      save={input ? t.saveInput : t.saveProduct}
      busy={saving.isPending}
      problem={saving.error}
      wrong={wrong}
      onSave={() => saving.mutate()}
    >
      <InlineField label={input ? t.inputName : t.productName} value={name} onChange={setName} />
      {input && (
        <InlineSelect
          label={t.inputKind}
          value={kind}
          onChange={(value) => setKind(value as InputKind)}
          options={kinds}
        />
      )}
      <InlineSelect
        label={t.productUnit}
        value={unit}
        onChange={(value) => setUnit(value as Unit)}
        options={units}
      />
      {!input && <InlineField label={t.shelfLife} value={days} onChange={setDays} inputMode="numeric" />}
    </InlineForm>
  )
}

const ofInput = (inputKind: InputKind) => ({ inputKind, labelLevel: 'none' as const })
const ofProduce = (shelfLifeDays: number | undefined) => ({
  labelLevel: 'batch' as const,
  ...compact({ shelfLifeDays }),
})

function useSaving(data: Product, onAdded: (productId: string) => void) {
  const { id: organizationId } = useOrganization()
  const queries = useQueryClient()
  const [slots] = useState(() => openSlots())
  return useMutation({
    mutationFn: async () => {
      const version = buildVersion(
        { organizationId, utcOffset: offsetHere(), slots },
        'product',
        'product',
        data,
      )
      const { subjectId } = await call(api.recordProduct, { version })
      await queries.invalidateQueries(productsQuery)
      return subjectId
    },
    onSuccess: onAdded,
  })
}
