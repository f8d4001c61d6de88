import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
]

/** What is wrong with the page as it stands, on a phone and at a desk: axe's findings, and wider than the screen. */
export async function troubleAsSeen(page: Page): Promise<string[]> {
  const before = page.viewportSize()
  const trouble: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    const { violations } = await new AxeBuilder({ page }).analyze()
    trouble.push(...violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0]?.html}`))
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (wider > 0) trouble.push(`${wider} px wider than a screen of ${size.width}`)
  }
  if (before) await page.setViewportSize(before)
  return trouble
}
