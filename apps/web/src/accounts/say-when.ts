import { formatInstant } from '@nguon/locale'
import { offsetHere } from '../cooperative/recording/when.ts'
import { useLang } from '../lang.tsx'

/** Says an instant by the clock of this device: `23/11/2026 14:05`. */
export function useSayWhen(): (instant: string) => string {
  const lang = useLang()
  return (instant) => formatInstant(instant, offsetHere(), lang)
}
