import { render } from '@testing-library/react'
import { App } from '../app.tsx'
import { LangProvider } from '../lang.tsx'

/** Opens the workspace at an address, as a browser does. */
export function openApp(path: string) {
  window.history.replaceState(null, '', path)
  return render(
    <LangProvider>
      <App />
    </LangProvider>,
  )
}
