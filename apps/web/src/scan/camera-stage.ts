import type { scanTexts } from '@nguon/locale'
import { type Camera, cameraMissing, failureOf, listCameras, openCamera } from './camera.ts'
import { cameraChoice, cameraControls } from './camera-controls.ts'
import { openReader } from './reader.ts'
import { element } from './view.ts'

type Texts = ReturnType<typeof scanTexts>

/** The live picture with what belongs to it. */
interface Stage {
  readonly element: HTMLElement
  /** Opens the camera and looks at its pictures until a code is taken. Never fails: what is wrong is said in words. */
  start(): Promise<void>
  /** Switches the camera off and says why. */
  end(why: string): void
}

const PAUSE_MS = 80
const CHOSEN_AS = 'nguon.camera'

/** @param onText told of every code that is read; answers whether it was taken */
export function openStage(t: Texts, onText: (text: string) => boolean): Stage {
  const video = element('video', { muted: true, playsInline: true, autoplay: true })
  const said = element('p', { className: 'said' }, t.starting)
  said.setAttribute('role', 'status')
  const controls = element('div', { className: 'scan-buttons' })
  const frame = element('div', { className: 'frame' })
  const picture = element('div', { className: 'stage' }, video, frame, said, controls)
  const choice = element('div', { className: 'camera-choice' })
  let camera: Camera | undefined

  async function run(id?: string): Promise<void> {
    camera?.stop()
    camera = await openCamera(id)
    picture.className = 'stage live'
    said.textContent = t.aim
    video.srcObject = camera.stream
    controls.replaceChildren(...cameraControls(camera, t))
    const choose = (chosen: string) => {
      localStorage.setItem(CHOSEN_AS, chosen)
      run(chosen).catch(explain)
    }
    const menu = cameraChoice(await listCameras(), camera.id, choose, t)
    choice.replaceChildren(...(menu ? [menu] : []))
    await video.play()
  }

  async function watch(): Promise<void> {
    const read = await openReader()
    for (;;) {
      const text = camera && !document.hidden ? await read(video) : undefined
      if (text !== undefined && camera && onText(text)) return
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }

  function explain(error: unknown): void {
    camera = undefined
    const failure = cameraMissing() ?? failureOf(error)
    picture.className = 'stage off'
    said.textContent = t[failure]
    const again = element('button', { type: 'button', className: 'button' }, t.again)
    again.addEventListener('click', () => window.location.reload())
    controls.replaceChildren(...(failure === 'refused' || failure === 'busy' ? [again] : []))
  }

  return {
    element: element('div', { className: 'stage-and-choice' }, picture, choice),
    async start() {
      try {
        await run(localStorage.getItem(CHOSEN_AS) ?? undefined)
      } catch (error) {
        return explain(error)
      }
      await watch()
    },
    end(why) {
      camera?.stop()
      camera = undefined
      said.textContent = why
    },
  }
}
