import { recallTexts } from '@nguon/locale'
import { useForm } from 'react-hook-form'
import { cleanText } from '../cooperative/recording/clean-text.ts'
import { useTexts } from '../lang.tsx'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { ChoiceList } from '../ui/choice-list.tsx'
import { TextField } from '../ui/field.tsx'
import { Form, SaveBar } from '../ui/form.tsx'
import { PickBatches } from './pick-batches.tsx'
import type { Beginning } from './recall-start.ts'

interface StartStepProps {
  readonly beginning: Beginning
  readonly change: (next: Partial<Beginning>) => void
}

/** Where the recall starts: batches, or the lot number of a supplier; for real or as a drill. */
export function StartStep({ beginning, change }: StartStepProps) {
  const t = useTexts(recallTexts)
  const { from, batchIds, drill } = beginning
  const form = useForm({
    defaultValues: { batchIds: [...batchIds], ...pick(beginning), purpose: drill ? 'drill' : 'real' },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) =>
        change({
          step: 'plan',
          batchIds: values.batchIds,
          lot: cleanText(values.lot) ?? '',
          supplier: cleanText(values.supplier) ?? '',
          drill: values.purpose === 'drill',
        })
      }
    >
      <ChoiceList
        name="purpose"
        legend={t.purpose}
        required
        choices={[
          { value: 'real', title: t.real, note: t.realHint },
          { value: 'drill', title: t.drill, note: t.drillHint },
        ]}
      />
      <ChipChoice
        label={t.startFrom}
        chosen={from}
        choices={[
          { value: 'batches', label: t.fromBatches },
          { value: 'lot', label: t.fromLot },
        ]}
        onChoose={(next) => change({ from: next, drill: form.getValues('purpose') === 'drill' })}
      />
      {from === 'batches' ? (
        <PickBatches />
      ) : (
        <>
          <TextField name="lot" label={t.lotNumber} required autoCapitalize="characters" />
          <TextField name="supplier" label={t.supplier} />
        </>
      )}
      <SaveBar label={t.drawUp} busy={false} />
    </Form>
  )
}

const pick = ({ lot, supplier }: Beginning) => ({ lot, supplier })
