import type { PrinterView } from '@nguon/contract'
import { cellsOf, type LabelMedium, labelMedia, labelMediumIds } from '@nguon/domain'
import { formatDecimal, type Lang, labelTexts } from '@nguon/locale'
import { useState } from 'react'
import { useLang } from '../../lang.tsx'
import { MediumPicture } from './medium-picture.tsx'
import type { LabelChoice } from './use-label-order.ts'

/** A medium in words. */
function mediumName(medium: LabelMedium, lang: Lang): string {
  const t = labelTexts(lang)
  const size = [medium.widthMm, medium.heightMm].map((mm) => formatDecimal(String(mm), lang)).join(' × ')
  if (medium.kind === 'roll') return t.rollMedium({ size, dpi: medium.dpi })
  return t.sheetMedium({ size, cells: cellsOf(medium) })
}

interface MediumChoiceProps {
  readonly choice: Pick<LabelChoice, 'medium' | 'printerId'>
  readonly printers: readonly PrinterView[]
  readonly onChoose: (part: Partial<LabelChoice>) => void
}

/** The media by their pictures: those sold everywhere, then those that somebody measured for a printer. */
export function MediumChoice({ choice, printers, onChoose }: MediumChoiceProps) {
  const lang = useLang()
  const t = labelTexts(lang)
  const [isOpen, setIsOpen] = useState(false)
  const usual = labelMediumIds.map((id) => ({
    ...{ key: id as string, medium: labelMedia[id] as LabelMedium, name: mediumName(labelMedia[id], lang) },
    ...{ isChosen: choice.medium === id, part: { medium: id } as Partial<LabelChoice> },
  }))
  const own = printers.flatMap(({ id, name, medium }) => {
    if (!medium) return []
    const isChosen = choice.medium === 'own' && choice.printerId === id
    const part: Partial<LabelChoice> = { medium: 'own', printerId: id }
    return [{ key: id, medium, name: `${name}: ${mediumName(medium, lang)}`, isChosen, part }]
  })
  const media = [...own, ...usual]
  const chosen = media.find(({ isChosen }) => isChosen)
  return (
    <section className="card section">
      <h2>{t.medium}</h2>
      <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary className="medium-summary">
          {chosen && <MediumPicture medium={chosen.medium} />}
          <b>{chosen?.name}</b>
          <span>{t.changeMedium}</span>
        </summary>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these act at once */}
        <div className="media" role="group" aria-label={t.medium}>
          {media.map(({ key, medium, name, isChosen, part }) => (
            <button
              key={key}
              type="button"
              className="medium"
              aria-pressed={isChosen}
              onClick={() => {
                onChoose(part)
                setIsOpen(false)
              }}
            >
              <MediumPicture medium={medium} />
              <span>{name}</span>
            </button>
          ))}
        </div>
        <p className="small soft">{t.otherSize}</p>
      </details>
    </section>
  )
}
