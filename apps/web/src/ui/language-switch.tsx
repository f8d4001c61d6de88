import { frameTexts } from '@nguon/locale'
import { useLang, useSpeak } from '../lang.tsx'

/** A button named in the language it leads to. */
export function LanguageSwitch() {
  const lang = useLang()
  const speak = useSpeak()
  const other = lang === 'vi' ? 'en' : 'vi'
  return (
    <button type="button" className="language" lang={other} onClick={() => speak(other)}>
      {frameTexts(lang).otherLanguage}
    </button>
  )
}
