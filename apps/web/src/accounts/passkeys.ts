import { api, type SessionView } from '@nguon/contract'
import { signInTexts, type Text } from '@nguon/locale'
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { call } from '../call.ts'
import { Problem } from '../problem.ts'

export { browserSupportsWebAuthn as canUsePasskeys } from '@simplewebauthn/browser'

/** Shows a passkey: the second step of signing in, or a fresh confirmation. Throws a {@link Problem} when the person gives up. */
export async function showPasskey(): Promise<SessionView> {
  const { options } = await call(api.beginPasskey, {})
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const shown = await startAuthentication({ optionsJSON }).catch(refuse)
  return call(api.confirmPasskey, { response: pick(shown, authenticated) })
}

/** Makes a passkey on this device or beside it. Throws a {@link Problem} when the person gives up. */
export async function makePasskey(name: string | undefined): Promise<SessionView> {
  const { options } = await call(api.beginNewPasskey, {})
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const made = await startRegistration({ optionsJSON }).catch(refuse)
  return call(api.addPasskey, { response: pick(made, registered), ...(name ? { name } : {}) })
}

const authenticated = ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'] as const
const registered = [
  'clientDataJSON',
  'attestationObject',
  'authenticatorData',
  'transports',
  'publicKeyAlgorithm',
  'publicKey',
] as const

interface Credential<R> {
  readonly id: string
  readonly rawId: string
  readonly authenticatorAttachment?: string
  readonly clientExtensionResults: object
  readonly response: R
}

/** Only what the contract knows: browsers may say more one day, and the server takes nothing it does not know. */
function pick<R extends object>(credential: Credential<R>, names: readonly (keyof R & string)[]) {
  const { id, rawId, authenticatorAttachment, clientExtensionResults, response } = credential
  const known = names.map((name) => [name, response[name]]).filter(([, value]) => value !== undefined)
  return {
    ...{ id, rawId, type: 'public-key', clientExtensionResults },
    ...(authenticatorAttachment ? { authenticatorAttachment } : {}),
    response: Object.fromEntries(known),
    // biome-ignore lint/suspicious/noExplicitAny: the names above are the ones of the contract, and the server parses them
  } as any
}

/** The browser says little about why a passkey was not shown: given up, none there, or too late. */
function refuse(): never {
  const title: Text = { vi: signInTexts('vi').passkeyFailed, en: signInTexts('en').passkeyFailed }
  throw new Problem({ code: 'FACTOR_FAILED', title, status: 0 })
}
