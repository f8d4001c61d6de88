/** @jest-environment node */
import { describe, expect, test } from '@jest/globals'
import { parseCode, parseTyped } from './parse-code.ts'

const hosts = ['localhost:3000', 'truyxuat.example.vn']
const gtin = '09520002000019'

describe('a scanned code', () => {
  test.each([
    ['a batch', `https://truyxuat.example.vn/01/${gtin}/10/BX260608A`, `/01/${gtin}/10/BX260608A`],
    ['a package', `https://truyxuat.example.vn/01/${gtin}/21/7K3M9QXA2B4C`, `/01/${gtin}/21/7K3M9QXA2B4C`],
    ['one in capitals', `HTTPS://TRUYXUAT.EXAMPLE.VN/01/${gtin}/10/BX260608A`, `/01/${gtin}/10/BX260608A`],
    ['an own code', 'HTTPS://TRUYXUAT.EXAMPLE.VN/T/7K3M9QXA2B4C', '/T/7K3M9QXA2B4C'],
    ['the host we are on', 'http://localhost:3000/T/7K3M9QXA2B4C', '/T/7K3M9QXA2B4C'],
    [
      'one with a query, which is dropped',
      `https://truyxuat.example.vn/01/${gtin}/10/A?linkType=x&u=//evil.vn#y`,
      `/01/${gtin}/10/A`,
    ],
  ])('of ours leads to the page of %s', (_what, text, path) => {
    expect(parseCode(text, hosts)).toEqual({ kind: 'ours', path })
  })

  test('of another system is named by its host and leads nowhere', () => {
    expect(parseCode(`https://id.gs1.org/01/${gtin}/10/ABC`, hosts)).toEqual({
      kind: 'foreign',
      host: 'id.gs1.org',
    })
  })

  test.each([
    ['a script', 'javascript:alert(1)//truyxuat.example.vn/T/7K3M9QXA2B4C'],
    ['a script in capitals', 'JAVASCRIPT:alert(1)'],
    ['a data address', 'data:text/html,<script>alert(1)</script>'],
    ['an intent', 'intent://truyxuat.example.vn/T/7K3M9QXA2B4C#Intent;scheme=https;end'],
    ['a phone number', 'tel:+84900000000'],
    ['another host', 'https://evil.vn/T/7K3M9QXA2B4C'],
    ['a host that begins like ours', 'https://truyxuat.example.vn.evil.vn/T/7K3M9QXA2B4C'],
    ['a host that ends like ours', 'https://eviltruyxuat.example.vn/T/7K3M9QXA2B4C'],
    ['a punycode look-alike', 'https://xn--truyxut-pza.example.vn/T/7K3M9QXA2B4C'],
    ['a look-alike in another script', 'https://truyxuаt.example.vn/T/7K3M9QXA2B4C'],
    ['a host with a dot at its end', 'https://truyxuat.example.vn./T/7K3M9QXA2B4C'],
    ['another port', 'https://truyxuat.example.vn:8443/T/7K3M9QXA2B4C'],
    ['an address without a scheme', '//evil.vn/T/7K3M9QXA2B4C'],
    ['our host as a user name', 'https://truyxuat.example.vn@evil.vn/T/7K3M9QXA2B4C'],
    ['our host as user and password', 'https://truyxuat.example.vn:x@evil.vn/T/7K3M9QXA2B4C'],
    ['a user at our host', 'https://evil.vn@truyxuat.example.vn/T/7K3M9QXA2B4C'],
    ['a backslash before the host', 'https:\\\\evil.vn/T/7K3M9QXA2B4C'],
    ['a backslash after our host', 'https://truyxuat.example.vn\\@evil.vn/T/7K3M9QXA2B4C'],
    ['three slashes', 'https:///truyxuat.example.vn/T/7K3M9QXA2B4C'],
    ['7,089 digits', '1'.repeat(7089)],
    ['4,296 characters', `https://truyxuat.example.vn/T/${'A'.repeat(4266)}`],
    ['one character too many', `https://truyxuat.example.vn/T/7K3M9QXA2B4C?${'x'.repeat(512)}`],
    ['a NUL', 'https://truyxuat.example.vn/T/7K3M9QXA2B4C\u0000'],
    ['a right-to-left mark', 'https://truyxuat.example.vn/T/\u202e7K3M9QXA2B4C'],
    ['a line break', 'https://truyxuat.example.vn\n/T/7K3M9QXA2B4C'],
    ['a space before', ' https://truyxuat.example.vn/T/7K3M9QXA2B4C'],
    ['a way out of the folder', 'https://truyxuat.example.vn/T/%2e%2e/app'],
    ['a lot that is a way out', `https://truyxuat.example.vn/01/${gtin}/10/%2e%2e`],
    ['a slash hidden in the code', 'https://truyxuat.example.vn/T/..%2f..%2fapp'],
    ['a page of ours that is no code', 'https://truyxuat.example.vn/app/htx'],
    ['our front page', 'https://truyxuat.example.vn'],
    ['a wrong check digit', 'https://truyxuat.example.vn/01/09520002000018/10/A'],
    ['a restricted number', 'https://truyxuat.example.vn/01/02000000000008/10/A'],
    ['a serial of ours under no number', 'https://truyxuat.example.vn/21/7K3M9QXA2B4C'],
    ['broken percent signs', 'https://truyxuat.example.vn/T/%E0%A4%A'],
    ['plain words', 'Bí xanh thơm'],
    ['nothing', ''],
  ])('that is %s leads nowhere', (_what, text) => {
    expect(parseCode(text, hosts)).toEqual({ kind: 'unknown' })
  })
})

describe('a typed code', () => {
  test.each([
    ['in groups', '7K3M 9QXA 2B4C', '/tra-cuu?code=7K3M%209QXA%202B4C'],
    ['as a serial', 'ks26-000912', '/tra-cuu?code=ks26-000912'],
    ['as a lot', 'MD260115A', '/tra-cuu?code=MD260115A'],
    [
      'as the address below the QR',
      `truyxuat.example.vn/01/${gtin}/10/BX260608A`,
      `/01/${gtin}/10/BX260608A`,
    ],
    ['as a full address', 'https://truyxuat.example.vn/T/7K3M9QXA2B4C', '/T/7K3M9QXA2B4C'],
  ])('is understood %s', (_how, typed, path) => {
    expect(parseTyped(typed, hosts)).toEqual({ kind: 'ours', path })
  })

  test.each([['7K'], ['javascript:alert(1)'], ['evil.vn/T/7K3M9QXA2B4C'], ['Bí xanh']])(
    'such as %s leads nowhere',
    (typed) => {
      expect(parseTyped(typed, hosts)).toEqual({ kind: 'unknown' })
    },
  )
})
