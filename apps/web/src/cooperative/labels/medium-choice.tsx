import { cellsOf, type LabelMedium, type LabelMediumId, labelMedia, labelMediumIds } from '@nguon/domain'
import { formatDecimal, type Lang, labelTexts } from '@nguon/locale'
import { useLang } from '../../lang.tsx'

/** A medium in words. */
function mediumName(medium: LabelMedium, lang: Lang): string {
  const t = labelTexts(lang)
  const size = [medium.widthMm, medium.heightMm].map((mm) => formatDecimal(String(mm), lang)).join(' × ')
  if (medium.kind === 'roll') return t.rollMedium({ size, dpi: medium.dpi })
  return t.sheetMedium({ size, cells: cellsOf(medium) })
}

interface MediumChoiceProps {
  readonly chosen: LabelMediumId
  readonly onChoose: (id: LabelMediumId) => void
}

/** The media by their pictures. */
export function MediumChoice({ chosen, onChoose }: MediumChoiceProps) {
  const lang = useLang()
  const t = labelTexts(lang)
  return (
    <section className="card section">
      <h2>{t.medium}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these act at once */}
      <div className="media" role="group" aria-label={t.medium}>
        {labelMediumIds.map((id) => (
          <button
            key={id}
            type="button"
            className="medium"
            aria-pressed={id === chosen}
            onClick={() => onChoose(id)}
          >
            <Picture medium={labelMedia[id]} />
            <span>{mediumName(labelMedia[id], lang)}</span>
          </button>
        ))}
      </div>
    </section>
  )
}

/** The sheet with its labels, or one label between two on its roll. */
function Picture({ medium }: { medium: LabelMedium }) {
  if (medium.kind === 'roll') {
    const { widthMm, heightMm } = medium
    return (
      <svg
        viewBox={`-4 ${-heightMm * 0.6} ${widthMm + 8} ${heightMm * 2.2}`}
        width={44}
        height={52}
        aria-hidden
      >
        {[-1, 0, 1].map((at) => (
          <rect key={at} className="cell" y={at * (heightMm + 3)} width={widthMm} height={heightMm} rx={2} />
        ))}
      </svg>
    )
  }
  const cells = Array.from({ length: cellsOf(medium) }, (_, cell) => cell)
  return (
    <svg viewBox="0 0 210 297" width={38} height={52} aria-hidden>
      <rect className="paper" width={210} height={297} />
      {cells.map((cell) => (
        <rect
          key={cell}
          className="cell"
          x={medium.leftMm + (cell % medium.columns) * medium.stepXMm + 1}
          y={medium.topMm + Math.floor(cell / medium.columns) * medium.stepYMm + 1}
          width={medium.widthMm - 2}
          height={medium.heightMm - 2}
        />
      ))}
    </svg>
  )
}
