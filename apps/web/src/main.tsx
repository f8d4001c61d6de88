import './zod-without-eval.ts'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/layout.css'
import './ui/controls.css'
import './ui/form.css'
import './ui/list.css'
import './ui/account.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { LangProvider } from './lang.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

createRoot(root).render(
  <StrictMode>
    <LangProvider>
      <App />
    </LangProvider>
  </StrictMode>,
)

// What a phone recorded and could not send goes out when the app opens; the first page does not wait for it.
void import('./outbox/send-signed.ts').then(({ watchOutbox }) => watchOutbox())
