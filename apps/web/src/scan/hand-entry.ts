import { scanTexts } from '@nguon/locale'
import { checkTyped } from './check-typed.ts'
import { langHere } from './lang.ts'
import { parseTyped, type Scanned } from './parse-code.ts'
import { element } from './view.ts'

type Texts = ReturnType<typeof scanTexts>

/** What is wrong with what was typed. */
function mistakeIn(typed: string, t: Texts): string {
  if (typed.trim() === '') return t.nothingTyped
  if (checkTyped(typed).kind === 'checkDigit') return t.wrongCheckDigit
  return typed.includes('/') ? t.notOurAddress : t.notCode
}

/** What is said of a code while it is typed. */
function hintOn(typed: string, t: Texts): string {
  const check = checkTyped(typed)
  if (check.kind === 'code') return check.printed
  if (check.kind === 'length') return t.oddLength({ length: check.length })
  if (check.kind === 'letterU') return t.letterU
  return check.kind === 'checkDigit' ? t.wrongCheckDigit : ''
}

/** The field with its texts; `refuse` says what is wrong with what stands in it, or that nothing is. */
function codeField(t: Texts) {
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
  const check = element('p', { id: 'code-check', className: 'hint check' })
  check.setAttribute('role', 'status')
  const label = element('label', { htmlFor: 'code' }, t.byHand)
  const hint = element('p', { id: 'code-hint', className: 'hint' }, t.byHandHint)
  input.setAttribute('aria-describedby', 'code-hint code-check code-error')
  const refuse = (mistake: string) => {
    error.hidden = mistake === ''
    error.textContent = mistake
    input.setAttribute('aria-invalid', String(mistake !== ''))
    if (mistake !== '') check.textContent = ''
  }
  input.addEventListener('input', () => {
    refuse('')
    check.textContent = hintOn(input.value, t)
  })
  // Enter that ends a Vietnamese letter being composed does not send the form.
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.isComposing) event.preventDefault()
  })
  return { input, refuse, field: element('div', { className: 'field' }, label, input, hint, check, error) }
}

/** The way in when there is no camera: the code as it is printed. What is wrong is said before anything is sent. */
export function handEntry(hosts: readonly string[], onCode: (code: Scanned) => void): HTMLFormElement {
  const t = scanTexts(langHere())
  const { input, refuse, field } = codeField(t)
  const open = element('button', { className: 'button main' }, t.open)
  const form = element('form', { className: 'form', noValidate: true }, field, open)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const code = parseTyped(input.value, hosts)
    const isWrong = code.kind === 'unknown'
    refuse(isWrong ? mistakeIn(input.value, t) : '')
    if (isWrong) input.focus()
    else onCode(code)
  })
  return form
}
