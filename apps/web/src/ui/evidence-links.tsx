import { files, type HandoverDetail } from '@nguon/contract'
import { handoverTexts } from '@nguon/locale'
import { requestOf } from '../call.ts'
import { useTexts } from '../lang.tsx'

/** Photos and papers of an event, each to open or save. */
export function EvidenceLinks({ evidence }: Pick<HandoverDetail, 'evidence'>) {
  const t = useTexts(handoverTexts)
  return evidence.map(({ sha256, mime }, index) => {
    const at = index + 1
    return (
      <a
        key={sha256}
        className="text-button"
        href={requestOf(files.getFile, { sha256, width: 1280 }).url}
        target="_blank"
        rel="noreferrer"
      >
        {mime.startsWith('image/') ? t.picture({ at }) : t.paper({ at })}
      </a>
    )
  })
}
