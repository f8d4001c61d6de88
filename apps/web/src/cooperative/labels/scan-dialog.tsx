import { labelTexts } from '@nguon/locale'
import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../../lang.tsx'
import { openCamera } from '../../scan/camera.ts'
import { openReader } from '../../scan/reader.ts'
import { Dialog } from '../../ui/dialog.tsx'

interface ScanDialogProps {
  readonly onFound: (text: string) => void
  readonly onClose: () => void
}

/** The camera's picture until it shows a code. */
export function ScanDialog({ onFound, onClose }: ScanDialogProps) {
  const t = useTexts(labelTexts)
  const picture = useRef<HTMLVideoElement>(null)
  const [failed, setFailed] = useState(false)
  const told = useRef(onFound)
  told.current = onFound
  useEffect(() => {
    const life = { over: false }
    const reading = picture.current && read(picture.current, life, (text) => told.current(text))
    reading?.catch(() => setFailed(true))
    return () => {
      life.over = true
    }
  }, [])
  return (
    <Dialog title={t.scanning} onClose={onClose}>
      {failed ? <p>{t.noCamera}</p> : <video ref={picture} className="scan-picture" muted playsInline />}
      <button type="button" className="button quiet" onClick={onClose}>
        {t.close}
      </button>
    </Dialog>
  )
}

async function read(
  video: HTMLVideoElement,
  life: { over: boolean },
  onFound: (text: string) => void,
): Promise<void> {
  const camera = await openCamera()
  try {
    video.srcObject = camera.stream
    await video.play()
    const readCode = await openReader()
    while (!life.over) {
      const text = await readCode(video)
      if (text !== undefined && !life.over) return onFound(text)
      await new Promise(requestAnimationFrame)
    }
  } finally {
    camera.stop()
  }
}
