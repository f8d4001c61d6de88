import type { scanTexts } from '@nguon/locale'
import { forgetScans, lastScans, nameOf } from './last-scans.ts'
import { element } from './view.ts'

/** The last five codes as links, with a way to forget them; nothing when there are none. */
export function lastScansList(t: ReturnType<typeof scanTexts>): HTMLElement | undefined {
  const paths = lastScans()
  if (paths.length === 0) return undefined
  const links = paths.map((path) =>
    element('li', {}, element('a', { href: path, className: 'code' }, nameOf(path))),
  )
  const forget = element('button', { type: 'button', className: 'button quiet' }, t.forget)
  const section = element(
    'section',
    { className: 'last' },
    element('h2', {}, t.lastScans),
    element('ul', { className: 'last-list' }, ...links),
    element('p', { className: 'hint' }, t.lastScansHint),
    forget,
  )
  forget.addEventListener('click', () => {
    forgetScans()
    section.remove()
  })
  return section
}
