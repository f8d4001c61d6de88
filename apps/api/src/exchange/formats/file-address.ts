import { Address } from '@nguon/domain'
import * as z from 'zod'
import { toFile, toModel } from './field-names.ts'

const shape = Address.shape

const FileAddress = z.strictObject({
  line: shape.line.nullable(),
  ward_code: shape.wardCode,
  ward: shape.ward,
  district_code: shape.districtCode.nullable(),
  district: shape.district.nullable(),
  province_code: shape.provinceCode,
  province: shape.province,
  valid_from: shape.validFrom.nullable(),
  valid_to: shape.validTo.nullable(),
})
export const FileAddresses = z.array(FileAddress).max(20).default([])
type FileAddresses = z.infer<typeof FileAddresses>

const names = {
  line: 'line',
  ward_code: 'wardCode',
  ward: 'ward',
  district_code: 'districtCode',
  district: 'district',
  province_code: 'provinceCode',
  province: 'province',
  valid_from: 'validFrom',
  valid_to: 'validTo',
}

export const addressesToModel = (addresses: FileAddresses) => addresses.map((each) => toModel(each, names))
export const addressesToFile = (addresses: readonly Address[]) => addresses.map((each) => toFile(each, names))
