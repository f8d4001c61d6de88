import type { BatchSummary } from '@nguon/contract'
import { batchKindNames, formatPercent, formatQuantity, goodsTexts, processNames } from '@nguon/locale'
import { useWatch } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { AmountField } from '../../ui/amount-field.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { AreaField, SelectField, WholeField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useOrganization } from '../organization.tsx'
import { lossPercent, type TransformationType } from '../recording/build-transformation.ts'
import { LotFields } from '../recording/lot-fields.tsx'
import { ProductPicker, produceWords } from '../recording/product-picker.tsx'
import type { Slots } from '../recording/slots.ts'
import { everyUnit, harvestUnits } from '../recording/unit-choices.ts'
import { useProducts } from '../recording/use-supply.ts'
import { usedOf } from '../recording/used-lots.ts'
import {
  madeQuantity,
  mayStayInLot,
  ownAmong,
  sourceUnit,
  staysInLot,
  type TransformationValues,
} from './transformation-values.ts'

interface ResultFieldsProps {
  readonly type: TransformationType
  readonly goods: readonly BatchSummary[]
}

/** What came out: the same lot or a new one, how much, and what was lost on the way. */
export function ResultFields({ type, goods, own }: ResultFieldsProps & { own: Slots }) {
  const lang = useLang()
  const t = goodsTexts(lang)
  const values = useWatch<TransformationValues>() as TransformationValues
  const products = useProducts().filter(({ data }) => !data.inputKind)
  const unit = sourceUnit(goods, values.lots)
  const isOwn = ownAmong(goods, useOrganization().id)
  const isNew = !staysInLot(type, values, isOwn)
  const same = [
    { value: 'same', title: t.sameLot },
    { value: 'new', title: t.newLot },
  ]
  return (
    <section className="form">
      <h2>{t.result}</h2>
      {mayStayInLot(type, values, isOwn) && (
        <ChoiceList name="sameLot" legend={t.result} choices={same} required />
      )}
      {isNew && (
        <ProductPicker name="productId" legend={t.product} products={products} {...produceWords(lang)} />
      )}
      {type === 'packing' ? (
        <Packs />
      ) : (
        <AmountField name="quantity" label={t.weight} choices={harvestUnits(unit)} required />
      )}
      <Loss type={type} goods={goods} />
      {isNew && (
        <>
          <Kind type={type} />
          <LotFields own={own} productName="productId" />
        </>
      )}
      {type === 'processing' || type === 'drying' ? <Process /> : null}
    </section>
  )
}

function Packs() {
  const t = goodsTexts(useLang())
  return (
    <>
      <WholeField name="packs" label={t.packs} required />
      <AmountField
        name="netContent"
        label={t.eachPack}
        choices={[...new Set(['g', 'kg', 'ml', 'lít', 'quả', ...everyUnit] as const)]}
        required
      />
    </>
  )
}

function Kind({ type }: { type: TransformationType }) {
  const lang = useLang()
  if (type === 'packing') return null
  const kinds = ['harvest', 'semi_finished', 'finished'] as const
  return (
    <SelectField
      name="kind"
      label={goodsTexts(lang).kind}
      options={kinds.map((value) => ({ value, label: batchKindNames[value][lang] }))}
    />
  )
}

function Process() {
  const lang = useLang()
  const t = goodsTexts(lang)
  const own = Object.entries(processNames).filter(([code]) => !['grading', 'merge', 'split'].includes(code))
  return (
    <SelectField
      name="process"
      label={t.process}
      placeholder={t.otherProcess}
      options={own.map(([value, text]) => ({ value, label: text[lang] }))}
    />
  )
}

/** The sum as it is typed: how much was lost, or that more came out than went in. */
function Loss({ type, goods }: ResultFieldsProps) {
  const lang = useLang()
  const t = goodsTexts(lang)
  const values = useWatch<TransformationValues>() as TransformationValues
  const quantity = madeQuantity(type, values, sourceUnit(goods, values.lots), lang)
  const used = usedOf(values.lots, values.amounts, lang).map((lot) => lot.quantity)
  if (!quantity) return null
  const percent = lossPercent(used, quantity)
  const total = type === 'packing' ? t.packedTotal({ amount: formatQuantity(quantity, lang) }) : ''
  if (percent?.startsWith('-')) return <Notice tone="red">{`${total} ${t.gain}`.trim()}</Notice>
  const loss =
    percent === undefined || percent === '0'
      ? ''
      : t.loss({ percent: formatPercent(percent, lang, { places: 2 }) })
  const said = [total, loss].filter(Boolean).join(' ')
  return (
    <>
      {said && <Notice tone="plain">{said}</Notice>}
      {loss && <AreaField name="lossReason" label={t.lossReason} hint={t.lossHint} />}
    </>
  )
}
