/** Why there is no live picture. */
export type CameraFailure = 'refused' | 'absent' | 'busy' | 'insecure' | 'inApp'

/** How far a camera can be zoomed, in its own unit. */
export interface Zoom {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly now: number
  set(value: number): Promise<void>
}

/** A running camera. */
export interface Camera {
  readonly stream: MediaStream
  /** Of the device that runs; empty where the browser does not say. */
  readonly id: string
  /** Switches the light; absent where there is none. */
  readonly torch?: (on: boolean) => Promise<void>
  readonly zoom?: Zoom
  stop(): void
}

/**
 * Opens a camera.
 *
 * @param id of {@link listCameras}; without it the one at the back of the phone
 * @throws {DOMException} as the browser does; see {@link failureOf}
 */
export async function openCamera(id?: string): Promise<Camera> {
  const which = id ? { deviceId: { ideal: id } } : { facingMode: { ideal: 'environment' } }
  const video = { ...which, width: { ideal: 1280 }, height: { ideal: 720 } }
  const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false })
  const stop = () => {
    for (const each of stream.getTracks()) each.stop()
  }
  const [track] = stream.getVideoTracks()
  if (!track) return { stream, id: '', stop }
  return { stream, id: settingsOf(track).deviceId ?? '', stop, ...extrasOf(track) }
}

/** The cameras there are; named only once one of them was allowed. */
export async function listCameras(): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => [])
  const cameras = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
  return cameras.map(({ deviceId, label }) => ({ id: deviceId, name: label }))
}

/** Of what phones have, but no standard of TypeScript's names. */
interface Extras {
  readonly torch?: boolean
  readonly zoom?: { readonly min: number; readonly max: number; readonly step?: number }
}

function extrasOf(track: MediaStreamTrack): Pick<Camera, 'torch' | 'zoom'> {
  // Firefox has no capabilities to ask for.
  const { getCapabilities } = track as { getCapabilities?: () => object }
  const { torch, zoom }: Extras = getCapabilities?.call(track) ?? {}
  const apply = (wish: object) => track.applyConstraints({ advanced: [wish] })
  const canZoom = zoom !== undefined && zoom.max > zoom.min
  return {
    ...(torch === true && { torch: (on: boolean) => apply({ torch: on }) }),
    ...(canZoom && {
      zoom: {
        min: zoom.min,
        max: zoom.max,
        step: zoom.step || (zoom.max - zoom.min) / 20,
        now: settingsOf(track).zoom ?? zoom.min,
        set: (value) => apply({ zoom: value }),
      },
    }),
  }
}

const settingsOf = (track: MediaStreamTrack): MediaTrackSettings & { readonly zoom?: number } =>
  track.getSettings()

/** Browsers inside other apps open no camera, or only sometimes; there is another browser on the same phone. */
const isInApp = (): boolean =>
  /Zalo|FBA[NV]|Messenger|Instagram|TikTok|Line\/|MicroMessenger|; wv\)/.test(navigator.userAgent)

/** Whether this page may ask for a camera at all: browsers hide it from addresses without https. */
export const cameraMissing = (): CameraFailure | undefined => {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices }
  if (mediaDevices) return undefined
  if (!window.isSecureContext) return 'insecure'
  return isInApp() ? 'inApp' : 'absent'
}

/** What the browser's refusal means to people. */
export function failureOf(error: unknown): CameraFailure {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  if (isInApp()) return 'inApp'
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'refused' : 'absent'
}
