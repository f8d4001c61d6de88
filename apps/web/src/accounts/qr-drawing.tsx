import { useMemo } from 'react'
import { encodeQr } from './encode-qr.ts'

/** A text as a QR code, drawn in the browser. */
export function QrDrawing({ text, label }: { text: string; label: string }) {
  const { width, path } = useMemo(() => encodeQr(text), [text])
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${width}`} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  )
}
