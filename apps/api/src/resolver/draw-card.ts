import type { Card } from '@nguon/web/public'
import sharp from 'sharp'
import { drawable, outlineOf, type Weight, widthOf } from '../labels/printing/font-face.ts'

const [width, height, margin] = [1200, 630, 72]
const inks: Record<Card['tone'], string> = { good: '#14532d', caution: '#8a3b04', stop: '#8f1313' }
/** The sign of each verdict, drawn in a square of 96: a tick, an exclamation mark, a cross. */
const signs: Record<Card['tone'], string> = {
  good: 'M16 52l22 22 42-48',
  caution: 'M48 14v46M48 80v2',
  stop: 'M20 20l56 56M76 20L20 76',
}

/** The picture of a shared address, 1200 × 630: verdict, product, lot and maker, in the font of the labels drawn as outlines. */
export function drawCard(card: Card): Promise<Buffer> {
  const ink = inks[card.tone]
  const title = linesOf(card.title, 'bold', 68, width - 2 * margin - 132, 2)
  const [first = '', ...rest] = card.lines
  const name = linesOf(first, 'bold', 56, width - 2 * margin, 2)
  const below = 338 + name.length * 70
  const texts = [
    ...title.map((line, index) =>
      text(line, 'bold', 68, 204, 152 + index * 84 - (title.length - 1) * 42, '#fff'),
    ),
    ...name.map((line, index) => text(line, 'bold', 56, margin, 338 + index * 70, '#1c1a17')),
    ...rest.map((line, index) =>
      text(
        cut(line, 'regular', 40, width - 2 * margin),
        'regular',
        40,
        margin,
        below + index * 54,
        '#57534e',
      ),
    ),
    text(
      cut([card.host, card.sample].filter(Boolean).join(' · '), 'regular', 30, width - 2 * margin),
      'regular',
      30,
      margin,
      594,
      '#57534e',
    ),
  ]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<path fill="#fbf9f4" d="M0 0h${width}v${height}H0z"/><path fill="${ink}" d="M0 0h${width}v248H0z"/>
<path transform="translate(${margin} 78)" d="${signs[card.tone]}" fill="none" stroke="#fff" stroke-width="14" stroke-linecap="round"/>
${texts.join('')}</svg>`
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 64 }).toBuffer()
}

const text = (line: string, weight: Weight, size: number, x: number, y: number, fill: string): string =>
  `<g fill="${fill}">${outlineOf(line, weight, size, x, y)}</g>`

const lengthOf = (line: string, weight: Weight, size: number): number =>
  [...line].reduce((sum, character) => sum + widthOf(character, weight, size), 0)

/** No line of the card holds more: what is longer is not measured. */
const mostLetters = 200

/** The text as far as it fits, an ellipsis where something was left out. */
function cut(line: string, weight: Weight, size: number, most: number): string {
  const characters = [...drawable(line.slice(0, mostLetters))]
  if (lengthOf(characters.join(''), weight, size) <= most) return characters.join('')
  while (characters.length > 0 && lengthOf(`${characters.join('')}…`, weight, size) > most) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/** The text in lines broken at spaces; what is too long for so many lines is cut. */
function linesOf(line: string, weight: Weight, size: number, most: number, lines: number): string[] {
  const done: string[] = []
  let words = drawable(line.slice(0, mostLetters)).split(' ')
  while (words.length > 0 && done.length < lines) {
    let taken = words.length
    if (done.length < lines - 1)
      while (taken > 1 && lengthOf(words.slice(0, taken).join(' '), weight, size) > most) taken--
    done.push(cut(words.slice(0, taken).join(' '), weight, size, most))
    words = words.slice(taken)
  }
  return done
}
