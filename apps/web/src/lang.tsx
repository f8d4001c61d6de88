import type { Lang } from '@nguon/locale'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

const KEPT_AS = 'nguon.lang'
const Current = createContext<{ lang: Lang; speak: (lang: Lang) => void }>({ lang: 'vi', speak: () => {} })

/** Keeps the language of the workspace: Vietnamese until the user says otherwise. */
export function LangProvider({ children }: { children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(() => (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'vi'))
  useEffect(() => {
    document.documentElement.lang = lang
    localStorage.setItem(KEPT_AS, lang)
  }, [lang])
  return <Current value={{ lang, speak: setLang }}>{children}</Current>
}

/** The language spoken now. */
export const useLang = (): Lang => useContext(Current).lang

/** Speaks another language from now on. */
export const useSpeak = (): ((lang: Lang) => void) => useContext(Current).speak

/** A catalogue in the language spoken now: `const t = useTexts(batchTexts)`. */
export const useTexts = <T,>(catalogue: (lang: Lang) => T): T => catalogue(useLang())
