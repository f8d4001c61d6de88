import type { Lang } from '@nguon/locale'

const KEPT_AS = 'nguon.lang'

/** The language chosen in the workspace, or here. */
export const langHere = (): Lang => (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'vi')

/** Speaks the other language from now on. */
export function switchLang(): void {
  localStorage.setItem(KEPT_AS, langHere() === 'vi' ? 'en' : 'vi')
  window.location.reload()
}
