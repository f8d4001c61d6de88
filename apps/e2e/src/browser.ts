import { existsSync } from 'node:fs'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const installed = ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser']

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
]

/** A real Chromium: the one CHROME_PATH names, the machine's own, or the one that came with npm. */
export async function openBrowser(options: { camera?: string } = {}): Promise<Browser> {
  const own = process.env.CHROME_PATH ?? installed.find(existsSync)
  const camera = options.camera
    ? [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${options.camera}`,
      ]
    : []
  if (own) return chromium.launch({ executablePath: own, args: [...quiet, ...camera] })
  const args = packed.args.filter(
    (arg) => !arg.startsWith('--single-process') && !arg.startsWith('--headless'),
  )
  return chromium.launch({
    executablePath: await packed.executablePath(),
    args: [...args, ...quiet, ...camera],
  })
}
