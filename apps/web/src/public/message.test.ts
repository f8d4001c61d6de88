/** @jest-environment node */
import { expect, test } from '@jest/globals'
import { renderBusy, renderLost, renderMessage } from './index.ts'

test('a busy platform says that this does not mean fake goods, and offers to try again', () => {
  const { status, html } = renderBusy({ host: 'truyxuat.example.vn', requestId: 'r-1' }, 'vi')
  expect(status).toBe(503)
  expect(html).toContain('<title>Hệ thống đang bận – Nguồn</title>')
  expect(html).toContain('Đây không có nghĩa là hàng giả.')
  expect(html).toContain('<a class="button main" href="">Thử lại</a>')
  expect(html).toContain('r-1')
  expect(renderBusy({}, 'en').html).toContain('This does not mean that the goods are fake.')
})

test('a message is escaped and bears its status', () => {
  const { status, html } = renderMessage(
    { status: 404, title: 'Không có <trang> này', text: '&', tone: 'stop' },
    'vi',
  )
  expect(status).toBe(404)
  expect(html).toContain('<h1>Không có &lt;trang&gt; này</h1><p>&amp;</p>')
  expect(html).toContain('class="verdict stop"')
})

test('an address that is none of ours offers to look a code up', () => {
  const html = renderLost({ host: 'truyxuat.example.vn', demo: false }, 'vi')
  expect(html).toContain('<form class="card" action="/tra-cuu">')
})
