import { cellsOf, type LabelMedium } from '@nguon/domain'

/** The sheet with its labels, or one label between two on its roll. */
export function MediumPicture({ medium }: { medium: LabelMedium }) {
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
