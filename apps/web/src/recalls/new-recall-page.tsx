import { recallTexts } from '@nguon/locale'
import { FormProvider } from 'react-hook-form'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { MessageStep } from './message-step.tsx'
import { PlanStep } from './plan-step.tsx'
import { useRecallDraft } from './recall-draft.ts'
import { useHome } from './recall-home.ts'
import { type Beginning, startOf, useBeginning } from './recall-start.ts'
import { StartStep } from './start-step.tsx'
import './recalls.css'

/** From the first suspicion to the proposal: where it starts, what it reaches, what shoppers read. */
export function NewRecallPage() {
  const t = useTexts(recallTexts)
  const home = useHome()
  const { beginning, change } = useBeginning()
  const start = startOf(beginning)
  const step: Beginning['step'] = start ? beginning.step : 'start'
  const steps = { start: 1, plan: 2, message: 3 } as const
  const titles = { start: t.startTitle, plan: t.planTitle, message: t.messageTitle }
  const draft = useRecallDraft(start, beginning.drill)
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
        <FormProvider {...draft.form}>
          {step === 'plan' && <PlanStep start={start} drill={beginning.drill} change={change} />}
          {step === 'message' && (
            <MessageStep start={start} drill={beginning.drill} draft={draft} change={change} />
          )}
        </FormProvider>
      )}
    </Page>
  )
}
