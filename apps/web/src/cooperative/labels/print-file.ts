import { files } from '@nguon/contract'
import type { Id } from '@nguon/domain'

/** Where the file of a print is fetched. */
export const fileAddress = (id: Id): string => files.printFile.path.replace(':id', id)

/** Saves the file of a print, as a tap on its link would. */
export function openFile(id: Id): void {
  const link = document.createElement('a')
  link.href = fileAddress(id)
  link.download = ''
  link.click()
}
