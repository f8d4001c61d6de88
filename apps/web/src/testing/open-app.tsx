// Jest cannot link two parts of the program that load at once and share modules: this one is there before the page asks for its own.
import '../outbox/send-signed.ts'
import { render } from '@testing-library/react'
import { App } from '../app.tsx'
import { LangProvider } from '../lang.tsx'
import { sample } from './sample.ts'

/** Opens the workspace at an address, as a browser does. */
export function openApp(path: string) {
  window.scrollTo = () => {}
  window.history.replaceState(null, '', path)
  return render(
    <LangProvider>
      <App />
    </LangProvider>,
  )
}

/** The workspace of the sample cooperative. */
export const home = `/app/htx/${sample.organizationId}`
