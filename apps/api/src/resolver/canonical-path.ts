import { buildPath, parsePath } from '@nguon/gs1'

/** The one path of what a raw path names, however it is written, so that a page is kept once; what names nothing stays as it is. */
export function canonicalPath(rawPath: string): string {
  const address = parsePath(rawPath)
  return address ? buildPath(address) : rawPath
}
