import { frameTexts, registerTexts } from '@nguon/locale'
import type { ReactNode } from 'react'
import { useWatch } from 'react-hook-form'
import { useLang, useTexts } from '../../lang.tsx'
import { AmountField } from '../../ui/amount-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { LotFields } from '../recording/lot-fields.tsx'
import { ProductPicker, produceWords } from '../recording/product-picker.tsx'
import type { Slots } from '../recording/slots.ts'
import { TargetPicker } from '../recording/target-picker.tsx'
import type { Target } from '../recording/targets.ts'
import { harvestUnits } from '../recording/unit-choices.ts'
import { useProducts } from '../recording/use-supply.ts'
import { WhenFields } from '../recording/when-fields.tsx'
import type { RegisterValues } from './register-values.ts'

/** Step 1: which product, and when it was harvested. */
export function WhatStep() {
  const lang = useLang()
  const t = registerTexts(lang)
  const products = useProducts().filter(({ data }) => !data.inputKind && !data.processed)
  return (
    <>
      <ProductPicker name="productId" legend={t.product} products={products} {...produceWords(lang)} />
      <WhenFields legend={t.harvestDay} />
    </>
  )
}

/** Step 2: from which plots, how much, under which lot number. */
export function WhenceStep({ targets, own }: { targets: readonly Target[]; own: Slots }) {
  const t = useTexts(registerTexts)
  const [productId, chosen] = useWatch<RegisterValues, ['productId', 'targets']>({
    name: ['productId', 'targets'],
  })
  const product = useProducts().find(({ id }) => id === productId)?.data
  const fitting = targets.filter(({ crop }) => crop === undefined || crop === product?.name)
  const shown = fitting.length > 0 ? fitting : targets
  return (
    <>
      <TargetPicker legend={t.source} hint={t.sourceHint} targets={shown} noteOfPlot={t.noDiaryYet} />
      {[chosen].flat().some((key) => key?.startsWith('plot:')) && (
        <Notice tone="plain">{t.noDiaryHint}</Notice>
      )}
      <AmountField name="quantity" label={t.weight} choices={harvestUnits(product?.unit ?? 'kg')} required />
      <LotFields own={own} productName="productId" />
    </>
  )
}

interface StepBarProps {
  readonly step: 1 | 2 | 3
  readonly busy: boolean
  readonly next: () => Promise<void>
  readonly back: () => void
  readonly children: ReactNode
}

/** Onward, and back. */
export function StepBar({ step, busy, next, back, children }: StepBarProps) {
  const t = useTexts(registerTexts)
  const f = useTexts(frameTexts)
  const label = step === 3 ? t.saveBatch : f.next
  return (
    <div className="save-bar">
      {children}
      <div className={step === 1 ? 'buttons' : 'buttons pair'}>
        {step > 1 && (
          <button type="button" className="button quiet" onClick={back} disabled={busy}>
            {f.back}
          </button>
        )}
        <button type="button" className="button main" onClick={() => void next()} disabled={busy}>
          {busy ? f.saving : label}
        </button>
      </div>
    </div>
  )
}
