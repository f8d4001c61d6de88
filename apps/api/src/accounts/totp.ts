import { generateSecret, generateSync, generateURI, verifySync } from 'otplib'

/** What every authenticator app takes (RFC 6238): 6 digits, a step of 30 s, SHA-1. */
const form = { algorithm: 'sha1', digits: 6, period: 30 } as const

const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000)

/** A secret of 160 random bits, in base32. */
export const newTotpSecret = (): string => generateSecret({ length: 20 })

/** The `otpauth:` address that an authenticator app reads from a QR. */
export function totpUri(secret: string, label: string, issuer = 'Nguồn'): string {
  return generateURI({ ...form, secret, label, issuer })
}

/** The code that an authenticator app shows. */
export function totpCode(secret: string, now: Date): string {
  return generateSync({ ...form, secret, epoch: secondsOf(now) })
}

/**
 * The time step that a code belongs to: the present one, the last or the next, for clocks that differ. Keep it and give it as
 * `lastStep` next time: no code works twice (ASVS 6.5.1).
 *
 * @param lastStep the step of the last code that was used
 * @returns undefined when the code is wrong, or not later than the last
 */
export function verifyTotp(
  secret: string,
  code: string,
  now: Date,
  lastStep: number | undefined,
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const result = verifySync({
    ...form,
    secret,
    token: code,
    epoch: secondsOf(now),
    epochTolerance: form.period,
  })
  if (!result.valid || !('timeStep' in result)) return undefined
  return lastStep === undefined || result.timeStep > lastStep ? result.timeStep : undefined
}
