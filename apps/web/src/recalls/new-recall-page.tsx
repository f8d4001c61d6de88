import { newId } from '@nguon/domain'
import { recallTexts } from '@nguon/locale'
import { useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { MessageStep } from './message-step.tsx'
import { PlanStep } from './plan-step.tsx'
import { useHome } from './recall-home.ts'
import { type Beginning, startOf, useBeginning } from './recall-start.ts'
import { StartStep } from './start-step.tsx'
import './recalls.css'

/** What is written while a recall is prepared. */
export interface RecallDraft {
  readonly reason: string
  readonly message: string
  readonly decision: string
  /** By batch why it is left out. */
  readonly excluded: Readonly<Record<string, string>>
}

/** From the first suspicion to the proposal: where it starts, what it reaches, what shoppers read. */
export function NewRecallPage() {
  const t = useTexts(recallTexts)
  const home = useHome()
  const { beginning, change } = useBeginning()
  // One recall, however often it is sent; its clock runs from here.
  const [made] = useState(() => ({ id: newId(), startedAt: new Date().toISOString() }))
  const form = useForm<RecallDraft>({
    defaultValues: { reason: '', message: '', decision: '', excluded: {} },
  })
  const start = startOf(beginning)
  const step: Beginning['step'] = start ? beginning.step : 'start'
  const steps = { start: 1, plan: 2, message: 3 } as const
  const titles = { start: t.startTitle, plan: t.planTitle, message: t.messageTitle }
  return (
    <Page
      title={titles[step]}
      below={t.step({ at: steps[step], of: 3 })}
      back={paths.recalls(home)}
      width={step === 'start' ? 'phone' : 'wide'}
    >
      {beginning.drill && <Notice tone="plain">{t.drillRunning}</Notice>}
      {step === 'start' && <StartStep beginning={beginning} change={change} />}
      {start && step !== 'start' && (
        <FormProvider {...form}>
          {step === 'plan' && <PlanStep start={start} drill={beginning.drill} change={change} />}
          {step === 'message' && (
            <MessageStep start={start} drill={beginning.drill} made={made} change={change} />
          )}
        </FormProvider>
      )}
    </Page>
  )
}
