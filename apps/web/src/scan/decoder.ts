/** What reads a QR code off a picture: the phone's own reader, ours, or the heavier one that is fetched when ours finds nothing. */
export interface Decoder {
  /**
   * The text of the code in the picture, or undefined when none is seen. Never fails: what cannot be read is not there.
   *
   * @param kind a live picture is followed by the next one, so it may be looked at in some ways only; a still is looked at in all
   */
  read(frame: ImageData, kind: 'live' | 'still'): Promise<string | undefined>
}

const PATIENCE_MS = 2000

/**
 * Reads with the first decoder; when that brought nothing for two seconds the second is fetched, and both read as soon as it is
 * there. The live picture never waits for the fetch.
 */
export function joinLater(first: Decoder, openSecond: () => Promise<Decoder>): Decoder {
  let since: number | undefined
  let isAsked = false
  let second: Decoder | undefined
  return {
    async read(frame, kind) {
      since ??= performance.now()
      if (!isAsked && performance.now() - since >= PATIENCE_MS) {
        isAsked = true
        void openSecond().then((decoder) => {
          second = decoder
        })
      }
      const texts = await Promise.all([first.read(frame, kind), second?.read(frame, kind)])
      const text = texts.find((each) => each !== undefined)
      if (text !== undefined) since = undefined
      return text
    },
  }
}
