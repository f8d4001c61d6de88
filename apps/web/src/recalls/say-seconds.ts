import { type Lang, recallCaseTexts } from '@nguon/locale'

/** How long something took: `1 phút 24 giây`. */
export function saySeconds(seconds: number, lang: Lang): string {
  const whole = Math.round(seconds)
  return recallCaseTexts(lang).minutes({ minutes: Math.floor(whole / 60), seconds: whole % 60 })
}
