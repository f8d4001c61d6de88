import '../ui/fonts.css'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/controls.css'
import '../ui/form.css'
import '../ui/list.css'
import './scan.css'
import { scanTexts } from '@nguon/locale'
import { type Camera, cameraMissing, failureOf, openCamera } from './camera.ts'
import { handEntry } from './hand-entry.ts'
import { langHere, switchLang } from './lang.ts'
import { parseCode, type Scanned } from './parse-code.ts'
import { openReader } from './reader.ts'
import { element } from './view.ts'

const PAUSE_MS = 80

const t = scanTexts(langHere())
const printed = document.querySelector<HTMLMetaElement>('meta[name="nguon-host"]')?.content.toLowerCase()
const hosts = [window.location.host.toLowerCase(), ...(printed ? [printed] : [])]

const video = element('video', { muted: true, playsInline: true, autoplay: true })
const said = element('p', { className: 'said' }, t.starting)
said.setAttribute('role', 'status')
const buttons = element('div', { className: 'scan-buttons' })
const message = element('div', { className: 'message' })
message.setAttribute('role', 'alert')
const stage = element(
  'div',
  { className: 'stage' },
  video,
  element('div', { className: 'frame' }),
  said,
  buttons,
)

let camera: Camera | undefined

/** Where a code leads: ours opens its page, another's is only named. Says whether the camera is done. */
function act(code: Scanned): boolean {
  if (code.kind === 'ours') {
    said.textContent = t.found
    camera?.stop()
    window.location.assign(code.path)
    return true
  }
  const foreign = code.kind === 'foreign'
  message.replaceChildren(
    element('b', {}, foreign ? t.foreign : t.notOurs),
    element('p', {}, foreign ? t.foreignHint : t.notOursHint),
    foreign ? element('p', { className: 'code' }, code.host) : '',
  )
  return false
}

async function watch(): Promise<void> {
  const read = await openReader()
  for (;;) {
    const text = camera && !document.hidden ? await read(video) : undefined
    if (text !== undefined && act(parseCode(text, hosts))) return
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

function offerTorch({ torch }: Camera): void {
  if (!torch) return
  let on = false
  const button = element('button', { type: 'button', className: 'button' }, t.torchOn)
  button.addEventListener('click', async () => {
    await torch(!on)
    on = !on
    button.textContent = on ? t.torchOff : t.torchOn
  })
  buttons.replaceChildren(button)
}

async function start(): Promise<void> {
  const missing = cameraMissing()
  if (missing) return explain(missing)
  try {
    camera = await openCamera()
  } catch (error) {
    return explain(failureOf(error))
  }
  stage.className = 'stage live'
  said.textContent = t.aim
  video.srcObject = camera.stream
  offerTorch(camera)
  await video.play()
  await watch()
}

function explain(failure: ReturnType<typeof failureOf>): void {
  stage.className = 'stage off'
  said.textContent = t[failure]
  const again = element('button', { type: 'button', className: 'button' }, t.again)
  again.addEventListener('click', () => window.location.reload())
  if (failure === 'refused' || failure === 'busy') buttons.replaceChildren(again)
}

function show(): void {
  document.documentElement.lang = langHere()
  document.title = `${t.title} – Nguồn`
  const back = element('button', { type: 'button', className: 'text-button' }, t.back)
  back.addEventListener('click', () =>
    window.history.length > 1 ? window.history.back() : window.location.assign('/app'),
  )
  const other = element('button', { type: 'button', className: 'language' }, t.otherLanguage)
  other.addEventListener('click', switchLang)
  const head = element('header', { className: 'scan-head' }, back, element('h1', {}, t.title), other)
  document.getElementById('scan')?.replaceChildren(head, stage, message, handEntry(hosts, act))
}

show()
void start()
// Coming back with the Back button shows the page as it was left: with a camera that is off.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) window.location.reload()
})
window.addEventListener('pagehide', () => camera?.stop())
