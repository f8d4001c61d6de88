import type { scanTexts } from '@nguon/locale'
import type { Camera, Zoom } from './camera.ts'
import { element } from './view.ts'

type Texts = ReturnType<typeof scanTexts>

/** Light and zoom, each only where the camera has it. */
export function cameraControls({ torch, zoom }: Camera, t: Texts): Node[] {
  return [...(torch ? [torchButton(torch, t)] : []), ...(zoom ? [zoomRow(zoom, t)] : [])]
}

function torchButton(torch: NonNullable<Camera['torch']>, t: Texts): Node {
  let on = false
  const button = element('button', { type: 'button', className: 'button' }, t.torchOn)
  button.addEventListener('click', async () => {
    await torch(!on)
    on = !on
    button.textContent = on ? t.torchOff : t.torchOn
  })
  return button
}

/** A slider between two buttons that do the same in steps. */
function zoomRow(zoom: Zoom, t: Texts): Node {
  const slider = element('input', { type: 'range', className: 'zoom-slider', ariaLabel: t.zoom })
  Object.assign(slider, { min: zoom.min, max: zoom.max, step: zoom.step })
  slider.value = String(zoom.now)
  slider.addEventListener('input', () => void zoom.set(slider.valueAsNumber))
  const twin = (sign: string, name: string, by: number) => {
    const button = element('button', { type: 'button', className: 'button', ariaLabel: name }, sign)
    button.addEventListener('click', () => {
      slider.value = String(slider.valueAsNumber + by) // the slider keeps it within its bounds
      void zoom.set(slider.valueAsNumber)
    })
    return button
  }
  const stride = (zoom.max - zoom.min) / 8
  return element(
    'div',
    { className: 'zoom' },
    twin('−', t.zoomOut, -stride),
    slider,
    twin('+', t.zoomIn, stride),
  )
}

/** The cameras to choose from, where there are several. */
export function cameraChoice(
  cameras: readonly { readonly id: string; readonly name: string }[],
  chosen: string,
  onChoose: (id: string) => void,
  t: Texts,
): Node | undefined {
  if (cameras.length < 2) return undefined
  const options = cameras.map(({ id, name }, index) =>
    element('option', { value: id, selected: id === chosen }, name || t.cameraNumber({ number: index + 1 })),
  )
  const select = element('select', { id: 'camera', className: 'input' }, ...options)
  select.addEventListener('change', () => onChoose(select.value))
  const label = element('label', { htmlFor: 'camera' }, t.camera)
  return element('div', { className: 'field' }, label, select)
}
