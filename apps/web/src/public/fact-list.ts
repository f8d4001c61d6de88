import { type Html, html, type Part } from './html.ts'

/** Name and value; facts without a value are left out. */
export type Fact = readonly [name: string, value: Part]

export const factList = (facts: readonly Fact[], className = 'facts card'): Html => {
  const rows = facts.filter(([, value]) => value !== undefined && value !== '' && value !== false)
  return html`<dl class="${className}">${rows.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`
}

export const small = (...parts: readonly Part[]): Html | undefined =>
  parts.some((part) => part) ? html`<small>${parts}</small>` : undefined

/** A section that opens when it is asked for. */
export const folded = (title: string, content: Part, id?: string): Html =>
  html`<details class="card"${id && html` id="${id}"`}><summary>${title}</summary><div class="in">${content}</div></details>`
