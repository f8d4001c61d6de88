import { lazy, Suspense } from 'react'

const QrDrawing = lazy(async () => ({ default: (await import('./qr-drawing.tsx')).QrDrawing }))

/** A text as a QR code, drawn in the browser; what draws comes when it is needed, and the page does not jump meanwhile. */
export function DrawnQr(props: { text: string; label: string }) {
  return (
    <div className="drawn-qr">
      <Suspense>
        <QrDrawing {...props} />
      </Suspense>
    </div>
  )
}
