export { canonicalBytes } from './canonical.ts'
export { type Disclosed, digestOf, digestsOf, disclose, newSalt, openDisclosure } from './disclosure.ts'
export { fromBase64Url, leafHash, sha256, toBase64Url } from './hash.ts'
export { importPublicKey, signBytes, signEvent, signedPart, verifyBytes, verifyEvent } from './signature.ts'
