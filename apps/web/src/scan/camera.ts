/** Why there is no live picture. */
export type CameraFailure = 'refused' | 'absent' | 'busy' | 'insecure'

/** A running camera. */
export interface Camera {
  readonly stream: MediaStream
  /** Switches the light; absent where there is none. */
  readonly torch?: (on: boolean) => Promise<void>
  stop(): void
}

/**
 * Opens the camera at the back of the phone.
 *
 * @throws {DOMException} as the browser does; see {@link failureOf}
 */
export async function openCamera(): Promise<Camera> {
  const video = { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } }
  const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false })
  const [track] = stream.getVideoTracks()
  const stop = () => {
    for (const each of stream.getTracks()) each.stop()
  }
  if (!track || !hasTorch(track)) return { stream, stop }
  const torch = (on: boolean) =>
    track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
  return { stream, stop, torch }
}

/** Firefox has no capabilities to ask for, and no standard names the light. */
function hasTorch(track: MediaStreamTrack): boolean {
  const { getCapabilities } = track as { getCapabilities?: () => object }
  const capabilities: { torch?: boolean } = getCapabilities?.call(track) ?? {}
  return capabilities.torch === true
}

/** Whether this page may ask for a camera at all: browsers hide it from addresses without https. */
export const cameraMissing = (): CameraFailure | undefined => {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices }
  if (mediaDevices) return undefined
  return window.isSecureContext ? 'absent' : 'insecure'
}

/** What the browser's refusal means to people. */
export function failureOf(error: unknown): CameraFailure {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'absent'
}
