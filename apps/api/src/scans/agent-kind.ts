/** Programs that fetch a page to show a preview of it, to index it or to see whether it is there: nobody looks at it. */
const machines =
  /bot\b|bot[/;_-]|crawl|spider|slurp|preview|externalhit|facebookcatalog|meta-external|whatsapp\/|skypeuri|viber\/|embedly|quora link|headless|lighthouse|pingdom|uptime|monitor|scanner|python|curl|wget|go-http|java\/|okhttp|axios|node-fetch|dart:io/i

/** Every browser of a person begins so, also those inside Zalo and Facebook. */
const isBrowser = (userAgent: string): boolean => userAgent.startsWith('Mozilla/5.0')

const apps: readonly (readonly [string, RegExp])[] = [
  ['zalo', /zalo/i],
  ['facebook', /FBAN|FBAV|FB_IAB|Messenger/],
  ['tiktok', /musical_ly|BytedanceWebview|TikTok/i],
  ['coccoc', /coc_coc_browser/],
  ['samsung', /SamsungBrowser/],
  ['edge', /Edg(A|iOS)?\//],
  ['firefox', /Firefox|FxiOS/],
  ['chrome', /Chrome|CriOS/],
  ['safari', /Safari|AppleWebKit/],
]
const systems: readonly (readonly [string, RegExp])[] = [
  ['android', /Android/],
  ['ios', /iPhone|iPad|iPod/],
  ['windows', /Windows/],
  ['mac', /Macintosh/],
]

const nameOf = (kinds: readonly (readonly [string, RegExp])[], userAgent: string): string =>
  kinds.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'other'

/**
 * The kind of browser a person looks with, such as `zalo android`: a class of many thousand phones, not one. Undefined for programs
 * that fetch pages by themselves.
 */
export function agentKindOf(userAgent: string): string | undefined {
  if (!isBrowser(userAgent) || machines.test(userAgent)) return undefined
  return `${nameOf(apps, userAgent)} ${nameOf(systems, userAgent)}`
}
