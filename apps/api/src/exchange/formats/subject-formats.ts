import { certificateFormat } from './certificate-format.ts'
import { consentFormat } from './consent-format.ts'
import { labelRunFormat } from './label-run-format.ts'
import { memberFormat } from './member-format.ts'
import { organizationFormat } from './organization-format.ts'
import { plotFormat, siteFormat } from './place-format.ts'
import { productFormat } from './product-format.ts'
import type { SubjectFormat } from './subject-format.ts'

/** Every kind of master data, each after those it may name. */
export const subjectFormats: readonly SubjectFormat[] = [
  organizationFormat,
  memberFormat,
  consentFormat,
  siteFormat,
  plotFormat,
  productFormat,
  certificateFormat,
  labelRunFormat,
]
