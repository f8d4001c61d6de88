import '../ui/fonts.css'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/controls.css'
import '../ui/form.css'
import '../ui/list.css'
import './scan.css'
import { scanTexts } from '@nguon/locale'
import { openStage } from './camera-stage.ts'
import { handEntry } from './hand-entry.ts'
import { langHere, switchLang } from './lang.ts'
import { keepScan } from './last-scans.ts'
import { lastScansList } from './last-scans-list.ts'
import { parseCode, type Scanned } from './parse-code.ts'
import { pictureEntry } from './picture-entry.ts'
import { element } from './view.ts'

const t = scanTexts(langHere())
const printed = document.querySelector<HTMLMetaElement>('meta[name="nguon-host"]')?.content.toLowerCase()
const hosts = [window.location.host.toLowerCase(), ...(printed ? [printed] : [])]

const message = element('div', { className: 'message' })
message.setAttribute('role', 'alert')
const stage = openStage(t, (text) => act(parseCode(text, hosts)))

/** Where a code leads: ours opens its page, another's is only named. Says whether the camera is done. */
function act(code: Scanned): boolean {
  if (code.kind === 'ours') {
    message.replaceChildren()
    stage.end(t.found)
    keepScan(code.path)
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
  const picture = pictureEntry(t, (text) => act(parseCode(text, hosts)))
  const parts = [head, stage.element, message, handEntry(hosts, act), picture, lastScansList(t)]
  document.getElementById('scan')?.replaceChildren(...parts.filter((part) => part !== undefined))
}

show()
void stage.start()
// Coming back with the Back button shows the page as it was left: with a camera that is off.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) window.location.reload()
})
window.addEventListener('pagehide', () => stage.end(''))
