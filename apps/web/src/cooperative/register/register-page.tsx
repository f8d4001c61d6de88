import { registerTexts } from '@nguon/locale'
import { useState } from 'react'
import type { Path } from 'react-hook-form'
import { useSearchParams } from 'wouter'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { useBeginning } from '../diary/use-beginning.ts'
import { useOrganization } from '../organization.tsx'
import { buildHarvest, harvestedBatchId } from '../recording/build-harvest.ts'
import { ProblemNotice } from '../recording/problem-notice.tsx'
import { RestoredNotice } from '../recording/restored-notice.tsx'
import { chosenTargets } from '../recording/targets.ts'
import { UndoPage } from '../recording/undo-notice.tsx'
import { type Recording, useRecording } from '../recording/use-recording.ts'
import { useProducts, useSupply, useTakenLots, useTargets } from '../recording/use-supply.ts'
import { CheckStep } from './check-step.tsx'
import {
  begunForCrop,
  harvestEntry,
  type RegisterValues,
  registerDefaults,
  stepReached,
} from './register-values.ts'
import { RegisteredPage } from './registered-page.tsx'
import { StepBar, WhatStep, WhenceStep } from './steps.tsx'

type Begun = Parameters<typeof registerDefaults>[0]

/** A batch from a harvest, and then perhaps another one like it. */
export function RegisterPage() {
  useSupply()
  const { batch } = useBeginning()
  const [round, setRound] = useState<{ number: number; begun: Begun }>({
    number: 0,
    begun: begunForCrop(batch),
  })
  return (
    <Register
      key={round.number}
      begun={round.begun}
      again={({ productId, targets, quantity }) => {
        const begun = { productId, targets, quantity: { ...quantity, value: '' } }
        setRound({ number: round.number + 1, begun })
      }}
    />
  )
}

const fieldsOfStep: Record<1 | 2, Path<RegisterValues>[]> = {
  1: ['productId', 'day', 'lateReason'],
  2: ['targets', 'quantity.value', 'lot', 'useBy'],
}

/** Three short steps: what, where from, check. The step stands in the address, so that Back goes one step back. */
function Register({ begun, again }: { begun: Begun; again: (values: RegisterValues) => void }) {
  const lang = useLang()
  const t = registerTexts(lang)
  const { id } = useOrganization()
  const { name } = useBeginning()
  const { targets } = useTargets(false)
  const products = useProducts()
  const recording = useRecording<RegisterValues>(`harvest.${name}`, registerDefaults(begun))
  const { form, recorder, answers } = recording
  const { step, goTo } = useStep(stepReached(form.getValues(), lang))
  const takenLots = useTakenLots(recorder.slots)
  const record = (values: RegisterValues) => {
    const row = products.find((product) => product.id === values.productId)
    const product = row && { id: row.id, name: row.data.name }
    const chosen = chosenTargets(values.targets, targets, recorder.slots)
    recording.send(
      buildHarvest(recorder, harvestEntry(values, { product, targets: chosen, takenLots }, lang)),
    )
  }
  const next = async () => {
    if (step === 3) return void form.handleSubmit(record)()
    if (!(await form.trigger(fieldsOfStep[step], { shouldFocus: true }))) return
    recording.forgetProblem()
    goTo(step === 1 ? 2 : 3)
  }
  if (recording.undo) return <UndoPage title={t.title} undo={recording.undo} />
  if (answers) {
    const batch = { id: harvestedBatchId(recorder), lot: form.getValues('lot') }
    const likeThis = () => {
      goTo(1)
      again(form.getValues())
    }
    return <RegisteredPage batch={batch} answers={answers} again={likeThis} />
  }
  const names = { 1: t.what, 2: t.whence, 3: t.check }
  return (
    <Page
      title={t.title}
      below={t.step({ at: step, name: names[step] })}
      {...(step === 1 ? { back: paths.today(id) } : {})}
    >
      <RestoredNotice {...recording} />
      <Form form={form} onSubmit={next}>
        {step === 1 && <WhatStep />}
        {step === 2 && <WhenceStep targets={targets} own={recorder.slots} />}
        {step === 3 && <CheckStep targets={targets} goTo={goTo} />}
        <StepBar step={step} busy={recording.busy} next={next} back={() => goTo(step === 3 ? 2 : 1)}>
          {step === 3 && <Failed recording={recording} />}
        </StepBar>
      </Form>
    </Page>
  )
}

const Failed = ({ recording }: { recording: Recording<RegisterValues> }) => <ProblemNotice {...recording} />

/** The step that the address asks for, but none before which something is missing. */
function useStep(reached: 1 | 2 | 3) {
  const [search, setSearch] = useSearchParams()
  const asked = Number(search.get('buoc'))
  const step = Math.min(asked === 2 || asked === 3 ? asked : 1, reached) as 1 | 2 | 3
  const goTo = (to: 1 | 2 | 3) => {
    // Going back leaves no step ahead that the browser's own Back would return to.
    setSearch(
      (before) => {
        before.set('buoc', String(to))
        return before
      },
      { replace: to < step },
    )
    window.scrollTo(0, 0)
  }
  return { step, goTo }
}
