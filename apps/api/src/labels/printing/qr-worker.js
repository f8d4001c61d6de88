import { parentPort } from 'node:worker_threads'
import { create } from 'qrcode'

/** A thread of its own for the arithmetic of QR codes; plain JavaScript, so that it starts the same from source and from a build. */
parentPort?.on('message', ({ turn, messages }) => {
  try {
    const codes = messages.map((segments) => {
      const { modules } = create(segments, { errorCorrectionLevel: 'Q' })
      return { size: modules.size, dark: new Uint8Array(modules.data) }
    })
    parentPort?.postMessage(
      { turn, codes },
      codes.map(({ dark }) => dark.buffer),
    )
  } catch (error) {
    parentPort?.postMessage({ turn, error: String(error) })
  }
})
