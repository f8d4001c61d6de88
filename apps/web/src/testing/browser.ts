import { TextDecoder, TextEncoder } from 'node:util'

// Every browser has these; the simulated one of the tests does not.
Object.assign(globalThis, { TextDecoder, TextEncoder })

// Of dialogs it knows the element, but not how to open it.
Object.assign(globalThis.HTMLDialogElement?.prototype ?? {}, {
  showModal(this: HTMLDialogElement) {
    this.open = true
  },
  close(this: HTMLDialogElement) {
    this.open = false
  },
})
