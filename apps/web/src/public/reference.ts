import { renderDocument } from './document.ts'
import { type Html, html } from './html.ts'

/** The parts of an OpenAPI 3.1 document that the reference shows. */
export interface OpenApi {
  readonly paths?: Record<string, Partial<Record<'get' | 'post', unknown>>>
}

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly 'x-who': readonly string[]
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: unknown }[]
  readonly requestBody?: { content: Record<string, { schema?: unknown }> }
  readonly responses: Record<string, { description: string; content?: Record<string, { schema?: unknown }> }>
}

interface Call extends Operation {
  readonly method: string
  readonly path: string
}

/** The API reference to read: every call by subject, who may make it, what goes in and what comes out. In English only. */
export function renderReference(document: OpenApi): string {
  const calls: Call[] = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...(operation as Operation), method, path })),
  )
  const tags = [...new Set(calls.flatMap((call) => call.tags))]
  const body = html`<h1>API reference</h1>
<p class="plain card">OpenAPI 3.1: <a href="/docs/openapi.json">/docs/openapi.json</a>. Bodies are JSON in UTF-8; refusals are RFC 9457 problems with a stable <code>code</code>. The id in a record is made by whoever records it: sending the same record again changes nothing.</p>
${tags.map((tag) => html`<h2>${tag}</h2>${calls.filter((call) => call.tags.includes(tag)).map(callPart)}`)}`
  return renderDocument({ title: 'API reference – Nguồn', lang: 'en', body })
}

function callPart(call: Call): Html {
  const parameters = call.parameters ?? []
  return html`<details class="card" id="${call.operationId}"><summary><span><span class="code">${call.method.toUpperCase()} ${call.path}</span><small>${call.summary}</small></span></summary>
<div class="in"><p>For: ${call['x-who'].join(', ')}</p>
${parameters.length > 0 && html`<table>${parameters.map((each) => html`<tr><th>${each.name} (${each.in}${each.required ? '' : ', optional'})</th><td class="code">${words(each.schema)}</td></tr>`)}</table>`}
${call.requestBody && html`<h3>Body</h3>${contentPart(call.requestBody.content)}`}
${Object.entries(call.responses).map(([status, answer]) => html`<h3>${status === 'default' ? 'Otherwise' : status}: ${answer.description}</h3>${answer.content && contentPart(answer.content)}`)}
</div></details>`
}

const contentPart = (content: Record<string, { schema?: unknown }>): Html =>
  html`${Object.entries(content).map(([mime, { schema }]) => html`<p><span class="code">${mime}</span></p>${fieldsOf(schema)}`)}`

interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Record<string, Schema>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly format?: string
}

/** The first two levels of an object's fields; deeper ones are in the document. */
function fieldsOf(schema: unknown, depth = 0): Html | false {
  const { properties, required = [], oneOf } = schema as Schema
  if (oneOf)
    return html`<p>One of ${oneOf.length} forms, by <span class="code">type</span>:</p><ul class="dots">${oneOf.map((each) => html`<li>${each.properties?.type?.enum?.join(', ') ?? ''} ${each.properties?.details ? html`<span class="code">${Object.keys(each.properties.details.properties ?? {}).join(', ')}</span>` : ''}</li>`)}</ul>`
  if (!properties) return false
  return html`<table>${Object.entries(properties).map(
    ([name, field]) =>
      html`<tr><th>${name}${required.includes(name) ? '' : ' (optional)'}</th><td><span class="code">${words(field)}</span>${depth < 2 && fieldsOf(field.items ?? field, depth + 1)}</td></tr>`,
  )}</table>`
}

/** A schema in a few words. */
function words(schema: unknown): string {
  const { type, enum: values, items, oneOf, anyOf, format, pattern } = (schema ?? {}) as Schema
  if (values) return values.length > 8 ? `one of ${values.length} words` : values.join(' | ')
  if (oneOf ?? anyOf) return 'one of several forms'
  if (type === 'array') return `list of ${words(items)}`
  if (format) return `${String(type)} (${format})`
  return pattern ? `${String(type)} ${pattern}` : String(type ?? 'any')
}
