import type { scanTexts } from '@nguon/locale'
import { readPicture } from './reader.ts'
import { element } from './view.ts'

const MOST_BYTES = 25_000_000

/** The way in by a photo that is already on the phone. The photo is read here and sent nowhere. */
export function pictureEntry(t: ReturnType<typeof scanTexts>, onText: (text: string) => void): HTMLElement {
  const input = element('input', {
    id: 'picture',
    type: 'file',
    accept: 'image/*',
    className: 'picture-input',
  })
  const label = element('label', { htmlFor: 'picture', className: 'button' }, t.fromPicture)
  const said = element('p', { className: 'hint' }, t.fromPictureHint)
  said.setAttribute('role', 'status')
  input.addEventListener('change', async () => {
    const [file] = input.files ?? []
    if (!file) return
    said.textContent = t.reading
    const text = file.size > MOST_BYTES ? undefined : await readPicture(file).catch(() => undefined)
    input.value = '' // the same photo may be chosen again
    said.textContent = text === undefined ? t.nothingInPicture : t.fromPictureHint
    if (text !== undefined) onText(text)
  })
  return element('div', { className: 'picture' }, input, label, said)
}
