const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The 60 bits of 8 bytes' tail as 12 characters of Crockford base32: the code of a batch whose organization has no GTIN. */
export function ownCode(bytes: Uint8Array): string {
  let bits = bytes.subarray(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & ((1n << 60n) - 1n)
  let code = ''
  for (let index = 0; index < 12; index++) {
    code = `${crockford[Number(bits & 31n)]}${code}`
    bits >>= 5n
  }
  return code
}

/** A typed own code in its issued form: upper case, I and L read as 1, O as 0, dashes and spaces dropped; undefined when it is none. */
export function parseOwnCode(text: string): string | undefined {
  const code = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0')
  return /^[0-9A-HJKMNP-TV-Z]{12,16}$/.test(code) ? code : undefined
}
