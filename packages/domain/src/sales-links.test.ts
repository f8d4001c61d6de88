import { expect, test } from '@jest/globals'
import { isSalesAddress, type SalesLinkKind } from './sales-links.ts'

test.each<[SalesLinkKind, string]>([
  ['voso', 'https://voso.vn/mien-dong'],
  ['postmart', 'https://postmart.vn/mien?id=1'],
  ['shopee', 'https://shopee.vn/product/1/2'],
  ['lazada', 'https://www.lazada.vn/products/mien'],
  ['province', 'https://bactrade.vn/mien-dong'],
  ['shop', 'https://mien-khausang.com/'],
])('a link to %s may lead to %s', (kind, url) => expect(isSalesAddress(kind, url)).toBe(true))

test.each<[SalesLinkKind, string]>([
  ['shopee', 'http://shopee.vn/a'],
  ['shopee', 'https://shopee.vn.evil.example/a'],
  ['shopee', 'https://evilshopee.vn/a'],
  ['shopee', 'https://shopee.vn@evil.example/a'],
  ['shopee', 'https://user:word@shopee.vn/a'],
  ['lazada', 'https://lazada.vn:8443/a'],
  ['voso', 'https://postmart.vn/a'],
  ['province', 'https://market.example/a'],
  ['shop', 'https://192.0.2.1/a'],
  ['shop', 'https://localhost/a'],
  ['shop', 'https://[::1]/a'],
  ['shop', 'javascript:alert(1)//https://a.vn'],
  ['shop', 'https://shopеe.vn/a'],
  ['shop', 'https://a.vn/ "><script>'],
])('a link to %s never leads to %s', (kind, url) => expect(isSalesAddress(kind, url)).toBe(false))
