/**
 * The text as one searches for it: without case, tones, vowel marks and the bar of đ, and with y written i. So `Hòa`, `Hoà` and
 * `hoa` are one, `Sỹ` and `Sĩ` are one; composed (NFC) and decomposed (NFD) input give the same. Fold both what is searched and
 * what is typed. Distinct names may fold alike (xã Văn Lang, xã Văn Lăng): show every one that matches, unfolded.
 *
 * @example foldVietnamese('Xã Yến Dương') // 'xa ien duong'
 */
export function foldVietnamese(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[đð]/g, 'd').replace(/y/g, 'i')
}
