import { registerTexts } from '@nguon/locale'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTexts } from '../../lang.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Empty } from '../../ui/empty.tsx'
import { NewPlot } from './new-plot.tsx'
import type { Target } from './targets.ts'

interface TargetPickerProps {
  readonly legend: string
  readonly hint: string
  readonly targets: readonly Target[]
  /** What is said of a plot without a crop. */
  readonly noteOfPlot: string
}

/** Plots and crops to choose from; a plot that is missing can be added right here. */
export function TargetPicker({ legend, hint, targets, noteOfPlot }: TargetPickerProps) {
  const t = useTexts(registerTexts)
  const { getValues, setValue } = useFormContext()
  const [adding, setAdding] = useState(targets.length === 0)
  const choices = targets.map(({ key, title, crop }) => ({ value: key, title, note: crop ?? noteOfPlot }))
  const added = (plotId: string) => {
    setAdding(false)
    setValue('targets', [...getValues('targets'), `plot:${plotId}`], { shouldDirty: true })
  }
  return (
    <div className="section">
      {targets.length === 0 ? (
        <Empty title={t.noPlots} />
      ) : (
        <ChoiceList name="targets" legend={legend} hint={hint} choices={choices} many required />
      )}
      {adding ? (
        <NewPlot onAdded={added} />
      ) : (
        <button type="button" className="text-button" onClick={() => setAdding(true)}>
          <Plus size={20} aria-hidden /> {t.newPlot}
        </button>
      )}
    </div>
  )
}
