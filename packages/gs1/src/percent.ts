/**
 * A part of a path or query as the text it stands for. Only what a GS1 value may hold is printable ASCII, so an encoded byte of
 * anything else is no text of ours.
 *
 * @param inQuery a plus sign stands for a space there and for itself in a path
 * @returns undefined when a percent sign is not followed by the two hexadecimal digits of a printable ASCII character
 */
export function decodePart(part: string, inQuery = false): string | undefined {
  if (/%(?!2\d|[3-6][\da-f]|2[a-f]|7[\da-e])/i.test(part)) return undefined
  const spaced = inQuery ? part.replaceAll('+', ' ') : part
  return spaced.replaceAll(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** A value as it stands in a path or query: all but letters, digits and `-._~` percent encoded (RFC 3986 2.3). */
export const encodePart = (value: string): string =>
  encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
