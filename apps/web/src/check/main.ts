/** The key of the log, where the build was given one (NGUON_LOG_VKEY). */
declare const pinnedLogKey: string

/** All but this file, as it is built. */
const rest = '/app/check-run.js'

const section = document.getElementById('check')
const button = section?.querySelector('button')
const result = section?.querySelector<HTMLElement>('[role=status]')
if (section && button && result) offerCheck(section, button, result)

/** Shows the button. What it needs is fetched only when somebody asks: a scan that does not check costs its phone nothing. */
function offerCheck(section: HTMLElement, button: HTMLButtonElement, result: HTMLElement): void {
  const { batch = '', state = '', own, all, path = '', phrases = '{}' } = section.dataset
  const page = { batchId: batch, state, own: Number(own), all: Number(all), path }
  const said = JSON.parse(phrases)
  button.onclick = async () => {
    button.disabled = true
    result.textContent = said.working
    try {
      const { runCheck, showOutcome }: typeof import('./run.ts') = await import(/* @vite-ignore */ rest)
      showOutcome(result, await runCheck(page, pinnedLogKey), said, document.documentElement.lang)
    } catch {
      result.textContent = `${said.unchecked}. ${said.network}`
    }
    button.disabled = false
  }
  section.hidden = false
}
