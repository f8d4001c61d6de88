export { fromBase64, hashFromBase64 } from './base64.ts'
export { canonicalBytes } from './canonical.ts'
export {
  type Checkpoint,
  formatCheckpoint,
  type OpenCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from './checkpoint.ts'
export { type Disclosed, digestOf, digestsOf, disclose, newSalt, openDisclosure } from './disclosure.ts'
export {
  type ChainContext,
  type ChainEntry,
  type ChainOwner,
  checkSigner,
  type DeviceKey,
  deviceKeysOf,
  type EntrySignature,
  type OpenEntry,
  openEntry,
  verifyChain,
} from './entry-chain.ts'
export { LogError, type LogErrorCode } from './error.ts'
export { fromBase64Url, leafHash, nodeHash, sha256, toBase64Url } from './hash.ts'
export {
  type CheckedSignature,
  type Note,
  type NoteSignature,
  type OpenNote,
  openNote,
  parseNote,
  signatureLine,
  signNote,
} from './note.ts'
export {
  formatSignerKey,
  formatVerifierKey,
  generateKey,
  type KeyType,
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
  type VerifierKey,
  verifierKey,
  verifyWith,
} from './note-key.ts'
export { formatPolicy, openByPolicy, type Policy, parsePolicy, type Trusted } from './policy.ts'
export { importPublicKey, signBytes, signEvent, signedPart, verifyBytes, verifyEvent } from './signature.ts'
export {
  decodeBundle,
  decodeTile,
  encodeBundle,
  encodeTile,
  nodesOfTile,
  parseTilePath,
  readNodesOfTiles,
  type Tile,
  tilePath,
  tilesOf,
  tileWidth,
  widthAt,
} from './tile.ts'
export { formatTlogProof, parseTlogProof, type TlogProof, verifyTlogProof } from './tlog-proof.ts'
export {
  type Appended,
  appendLeaves,
  type Coordinate,
  consistencyProof,
  emptyRoot,
  frontierOf,
  inclusionProof,
  type ReadNodes,
  rootFromFrontier,
  rootOf,
  type TreeNode,
} from './tree.ts'
export {
  type ConsistencyClaim,
  type InclusionClaim,
  type Size,
  verifyConsistency,
  verifyInclusion,
} from './verify-proof.ts'
export {
  type AddCheckpoint,
  addCosignatures,
  cosign,
  type Decision,
  decideAddCheckpoint,
  formatAddCheckpoint,
  parseAddCheckpoint,
  type Seen,
} from './witness.ts'
