import { files } from '@nguon/contract'
import { batchTexts } from '@nguon/locale'
import { useTexts } from '../lang.tsx'
import './qr.css'

/** The QR of a batch as the server draws it: anyone may ask for it, so an ordinary picture does. */
export function Qr({ batch }: { batch: { readonly id: string; readonly lot: string } }) {
  const t = useTexts(batchTexts)
  const src = files.batchQrSvg.path.replace(':id', batch.id)
  return <img className="qr" src={src} alt={t.qrOf({ lot: batch.lot })} width={200} height={200} />
}
