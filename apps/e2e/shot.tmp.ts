import { openBrowser } from './src/browser.ts'

const [base, ...paths] = process.argv.slice(2)
const b = await openBrowser()
for (const [w, h, tag] of [
  [390, 844, 'p'],
  [1280, 900, 'd'],
] as const) {
  const page = await b.newPage({ viewport: { width: w, height: h } })
  page.on('console', (m) => {
    if (m.type() === 'error') console.log('console', m.text())
  })
  page.on('pageerror', (e) => console.log('pageerror', e.message))
  for (const p of paths) {
    await page.goto(base + p, { waitUntil: 'networkidle' })
    await page.screenshot({
      path: `/tmp/shots/${tag}${p.replace(/\W+/g, '_').slice(-40)}.png`,
      fullPage: true,
    })
  }
}
await b.close()
