import { expect, test } from '@jest/globals'
import { networkAndDeviceOf, networkOf } from './network-of.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::ffff:c000:207', '192.0.2.7'],
  ['0:0:0:0:0:FFFF:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:ffff:c000:207:1', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  [undefined, 'unknown'],
  ['not an address', 'unknown'],
])('the network of %s is %s', (ip, network) => {
  expect(networkOf({ ip })).toBe(network)
})

test('two phones at one address are told apart, one phone is not by its port or path', () => {
  const from = (browser?: string) =>
    networkAndDeviceOf({ ip: '192.0.2.7', headers: browser === undefined ? {} : { 'user-agent': browser } })
  expect(from('Chrome on Android')).toBe(from('Chrome on Android'))
  expect(new Set([from('Chrome on Android'), from('Safari'), from()]).size).toBe(3)
})
