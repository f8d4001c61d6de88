import { files } from '@nguon/contract'
import { labelTexts } from '@nguon/locale'
import { Download } from 'lucide-react'
import { useTexts } from '../../lang.tsx'

const pngPx = '1200'

interface CodeFilesProps {
  readonly batchId: string
  /** Of one activated package; without it the code of the batch. */
  readonly serial?: string
  /** As people read it: names the files. */
  readonly code: string
}

/** One QR as a picture, for a box, a poster or whoever draws the packaging. */
export function CodeFiles({ batchId, serial, code }: CodeFilesProps) {
  const t = useTexts(labelTexts)
  const [svg, png] = serial ? [files.packageQrSvg, files.packageQrPng] : [files.batchQrSvg, files.batchQrPng]
  const address = (path: string) =>
    path.replace(':id', batchId).replace(':serial', encodeURIComponent(serial ?? ''))
  return (
    <div className="code-files">
      <span className="small">{t.codePicture({ code })}</span>
      <a className="text-button" href={address(svg.path)} download={`qr-${code}.svg`}>
        <Download size={20} aria-hidden /> SVG
      </a>
      <a className="text-button" href={`${address(png.path)}?size=${pngPx}`} download={`qr-${code}.png`}>
        <Download size={20} aria-hidden /> PNG
      </a>
    </div>
  )
}
