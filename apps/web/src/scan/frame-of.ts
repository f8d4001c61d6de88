const canvas = document.createElement('canvas')

/** The pixels of a picture, made smaller so that no side is longer than `longest`; undefined while there is no picture. */
export function frameOf(
  picture: CanvasImageSource,
  width: number,
  height: number,
  longest: number,
): ImageData | undefined {
  const scale = Math.min(1, longest / Math.max(width, height, 1))
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context || canvas.width === 0 || canvas.height === 0) return undefined
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}
