/** @jest-environment node */
import { expect, test } from '@jest/globals'
import { escapeHtml, html, joined } from './html.ts'

test('what people wrote is escaped, between tags and in attributes (V3.2.2)', () => {
  const text = `<script>alert("1")</script> & 'x' \`y\``
  expect(html`<p title="${text}">${text}</p>`.text).toBe(
    `<p title="${escapeHtml(text)}">${escapeHtml(text)}</p>`,
  )
  expect(escapeHtml(text)).toBe(
    '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39; &#96;y&#96;',
  )
})

test('templates stand in templates, lists are joined, nothing leaves nothing', () => {
  const items = ['a', 'b'].map((name) => html`<li>${name}</li>`)
  expect(html`<ul>${items}${undefined}${null}${false}${0}</ul>`.text).toBe('<ul><li>a</li><li>b</li>0</ul>')
  expect(joined(['a', undefined, '', html`<b>b</b>`], ' · ').text).toBe('a · <b>b</b>')
})

test('characters that deceive or are no text are dropped; Vietnamese and emoji stay', () => {
  expect(escapeHtml('a\u202eb\u0000c\ud800d')).toBe('abcd')
  expect(escapeHtml('Bí xanh thơm 🥒\n<')).toBe('Bí xanh thơm 🥒\n&lt;')
})
