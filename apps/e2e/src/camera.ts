import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'

/** A film for the fake camera: somebody holds the picture of a code in front of it. Concatenated JPEGs are an .mjpeg. */
export async function filmOf(picture: Buffer, file: string): Promise<string> {
  const code = await sharp(picture).resize(300, 300, { kernel: 'nearest' }).toBuffer()
  const frames = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      sharp({ create: { width: 640, height: 480, channels: 3, background: '#cfc8b8' } })
        .composite([{ input: code, left: 168 + index, top: 92 }])
        .jpeg({ quality: 85 })
        .toBuffer(),
    ),
  )
  await writeFile(file, Buffer.concat(frames))
  return file
}
