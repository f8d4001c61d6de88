import { scanTexts } from '@nguon/locale'
import { langHere } from './lang.ts'
import { parseTyped, type Scanned } from './parse-code.ts'
import { element } from './view.ts'

/** What is wrong with what was typed. */
function mistakeIn(typed: string, t: ReturnType<typeof scanTexts>): string {
  if (typed.trim() === '') return t.nothingTyped
  return typed.includes('/') ? t.notOurAddress : t.notCode
}

/** The way in when there is no camera: the code as it is printed. What is wrong is said before anything is sent. */
export function handEntry(hosts: readonly string[], onCode: (code: Scanned) => void): HTMLFormElement {
  const t = scanTexts(langHere())
  const input = element('input', {
    id: 'code',
    className: 'input',
    name: 'code',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: false,
    maxLength: 512,
  })
  const error = element('p', { id: 'code-error', className: 'error', hidden: true })
  const label = element('label', { htmlFor: 'code' }, t.byHand)
  const hint = element('p', { id: 'code-hint', className: 'hint' }, t.byHandHint)
  input.setAttribute('aria-describedby', 'code-hint code-error')
  const field = element('div', { className: 'field' }, label, input, hint, error)
  const form = element(
    'form',
    { className: 'form', noValidate: true },
    field,
    element('button', { className: 'button main' }, t.open),
  )
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.isComposing) event.preventDefault()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const code = parseTyped(input.value, hosts)
    const isWrong = code.kind === 'unknown'
    error.hidden = !isWrong
    error.textContent = isWrong ? mistakeIn(input.value, t) : ''
    input.setAttribute('aria-invalid', String(isWrong))
    if (isWrong) input.focus()
    else onCode(code)
  })
  return form
}
