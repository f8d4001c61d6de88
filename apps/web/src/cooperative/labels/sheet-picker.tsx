import { cellsOf, type LabelMedium } from '@nguon/domain'
import { labelTexts } from '@nguon/locale'
import { useTexts } from '../../lang.tsx'

interface SheetPickerProps {
  readonly medium: LabelMedium
  readonly count: number
  readonly start: number
  readonly onStart: (cell: number) => void
}

/** The first sheet as a picture: a tap says where printing begins, filled cells are those that get a label. The list of numbers says the same to a thumb, for which the cells are small. */
export function SheetPicker({ medium, count, start, onStart }: SheetPickerProps) {
  const t = useTexts(labelTexts)
  if (medium.kind === 'roll') return null
  const cells = Array.from({ length: cellsOf(medium) }, (_, index) => index + 1)
  return (
    <section className="card section">
      <h2>
        {t.start} {start}
      </h2>
      <p className="small soft">{t.startHint}</p>
      <label className="field">
        {t.firstLeft}
        <select className="input" value={start} onChange={({ target }) => onStart(Number(target.value))}>
          {cells.map((cell) => (
            <option key={cell}>{cell}</option>
          ))}
        </select>
      </label>
      <div className="sheet-picture" style={{ gridTemplateColumns: `repeat(${medium.columns}, 1fr)` }}>
        {cells.map((cell) => (
          <button
            key={cell}
            type="button"
            className={cell >= start && cell < start + count ? 'sheet-cell filled' : 'sheet-cell'}
            aria-label={t.cell({ number: cell })}
            aria-pressed={cell === start}
            onClick={() => onStart(cell)}
          >
            {cell}
          </button>
        ))}
      </div>
    </section>
  )
}
