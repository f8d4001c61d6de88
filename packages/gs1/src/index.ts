export { type Address, buildPath, ownCode, parseOwnCode, parsePath } from './digital-link.ts'
export { checkDigit, isGln, parseGtin } from './key.ts'
