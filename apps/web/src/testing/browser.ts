import { TextDecoder, TextEncoder } from 'node:util'

// Every browser has these; the simulated one of the tests does not.
Object.assign(globalThis, { TextDecoder, TextEncoder })
