import { type Phrases, wordsOf } from './phrases.ts'
import type { Outcome } from './run-check.ts'

/** Colour never speaks alone. */
const signs = { checked: ['✓', 'good'], unchecked: ['–', 'none'], mismatch: ['✕', 'bad'] } as const

/** Shows in `place` what a check came to. A mismatch marks the whole page: nothing on it may look fine any more. */
export function showOutcome(place: HTMLElement, outcome: Outcome, phrases: Phrases, lang: string): void {
  const { title, lines } = wordsOf(outcome, phrases, lang)
  const [sign, tone] = signs[outcome.kind]
  const heading = element('p', `${sign} ${title}`, `outcome ${tone}`)
  place.replaceChildren(heading, ...lines.map((line) => element('p', line)))
  if (outcome.kind !== 'mismatch') return
  markPage(title, lines[0] ?? '')
  place.append(...evidence(outcome.evidence, phrases))
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text: string,
  className = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.textContent = text
  made.className = className
  return made
}

function markPage(title: string, reason: string): void {
  if (document.body.classList.contains('unproven')) return
  document.body.classList.add('unproven')
  document.title = `✕ ${title}`
  const alarm = element('div', '', 'alarm')
  alarm.setAttribute('role', 'alert')
  alarm.append(element('p', `✕ ${title}`), element('p', reason))
  document.body.prepend(alarm)
}

/** What to show an inspector or a newspaper: to be copied, or sent where the browser can. */
function evidence(text: string, phrases: Phrases): HTMLElement[] {
  const label = element('label', phrases.evidence)
  const field = document.createElement('textarea')
  field.id = label.htmlFor = 'check-evidence'
  field.readOnly = true
  field.rows = 6
  field.value = text
  const actions = element('div', '', 'actions')
  const copy = element('button', phrases.copy, 'button warn')
  copy.onclick = async () => {
    field.select()
    await navigator.clipboard.writeText(text)
    copy.textContent = phrases.copied
  }
  actions.append(copy)
  if (navigator.share) {
    const send = element('button', phrases.send, 'button warn')
    send.onclick = () => navigator.share({ text }).catch(() => undefined) // sent to nobody
    actions.append(send)
  }
  return [label, field, actions]
}
