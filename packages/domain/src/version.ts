import * as z from 'zod'
import { Day, Digest, Id, Instant, LongText, Lot, Sha256Hex, ShortText } from './primitives.ts'
import { Quantity, Unit } from './quantity.ts'
import { isNarrower } from './rules/loss-profiles.ts'
import { SalesLinks } from './sales-links.ts'

/** An address with the days on which it was valid, both included; communes were redrawn on 1 July 2025. */
export const Address = z.strictObject({
  line: ShortText.optional(),
  wardCode: z.string().regex(/^\d{5}$/),
  ward: ShortText,
  districtCode: z
    .string()
    .regex(/^\d{3}$/)
    .optional(),
  district: ShortText.optional(),
  provinceCode: z.string().regex(/^\d{2}$/),
  province: ShortText,
  validFrom: Day.optional(),
  validTo: Day.optional(),
})
export type Address = z.infer<typeof Address>

const Addresses = z.array(Address).max(20)
const Gln = z.string().regex(/^\d{13}$/, 'a GLN of 13 digits')
const Phone = z.string().regex(/^\+?[\d ]{6,20}$/, 'a phone number')

export const Organization = z.strictObject({
  kind: z.enum([
    'cooperative',
    'processor',
    'distributor',
    'retailer',
    'input_supplier',
    'laboratory',
    'certification_body',
    'inspectorate',
  ]),
  name: ShortText,
  shortName: ShortText.optional(),
  taxCode: z
    .string()
    .regex(/^[\d-]{6,20}$/)
    .optional(),
  gln: Gln.optional(),
  phone: Phone.optional(),
  addresses: Addresses,
  foundedOn: Day.optional(),
  /** Where its goods are officially sold. */
  salesLinks: SalesLinks.optional(),
  status: z.enum(['active', 'closed']),
})
export type Organization = z.infer<typeof Organization>

/**
 * A farmer or household. The person's name is private: a disclosure `name` beside the entry, so that it can be erased. A page
 * shows it while a consent is in force, else `publicName`.
 */
export const Member = z.strictObject({
  role: z.enum(['coop_manager', 'recorder', 'farmer', 'inspector', 'worker']),
  /** A pseudonym or a post, never the name: it can never be erased. */
  publicName: ShortText,
})
export type Member = z.infer<typeof Member>

export const Consent = z.strictObject({
  memberId: Id,
  purpose: z.enum(['public_name', 'public_photo', 'public_phone']),
  granted: z.boolean(),
})
export type Consent = z.infer<typeof Consent>

export const Place = z.strictObject({
  kind: z.enum(['plot', 'packhouse', 'processing', 'warehouse', 'store']),
  name: ShortText.optional(),
  code: ShortText.optional(),
  gln: Gln.optional(),
  areaM2: z.int().positive().optional(),
  crop: ShortText.optional(),
  water: ShortText.optional(),
  /** Opaque: it may name a district that no longer exists. */
  growingAreaCode: ShortText.optional(),
  addresses: Addresses,
})
export type Place = z.infer<typeof Place>

/** Hundredths of a percent of what goes in. */
const LossShare = z.int().nonnegative().max(10_000)

export const Product = z.strictObject({
  name: ShortText,
  nameEn: ShortText.optional(),
  gtin: z
    .string()
    .regex(/^\d{14}$/, 'a GTIN of 14 digits')
    .optional(),
  code: ShortText.optional(),
  /** Set when the product is something used up on a farm or in a package, not produce. */
  inputKind: z.enum(['seed', 'fertiliser', 'pesticide', 'packaging', 'other']).optional(),
  unit: Unit,
  netContent: Quantity.optional(),
  netContentText: ShortText.optional(),
  ingredients: LongText.optional(),
  category: ShortText.optional(),
  processed: z.boolean().optional(),
  shelfLifeDays: z.int().positive().max(36_500).optional(),
  storage: ShortText.optional(),
  standard: ShortText.optional(),
  brand: ShortText.optional(),
  model: ShortText.optional(),
  labelLevel: z.enum(['none', 'batch', 'package']),
  /** Whether its packages carry a PIN below a scratch-off field. */
  scratchPin: z.boolean().optional(),
  ocopStars: z.int().min(3).max(5).optional(),
  /** By process: which loss is usual when it makes this product, inside what is usual for the process. */
  lossProfiles: z
    .record(z.string().regex(/^[a-z][a-z_]{0,39}$/), z.strictObject({ min: LossShare, max: LossShare }))
    .refine((own) => Object.entries(own).every(([process, profile]) => isNarrower(process, profile)), {
      message: 'a product narrows the loss profile of a process, it never widens it',
    })
    .optional(),
  /** Pictures, by the hash of their bytes. */
  images: z.array(Sha256Hex).max(10).optional(),
  /** Where it is officially sold. */
  salesLinks: SalesLinks.optional(),
})
export type Product = z.infer<typeof Product>

export const Certificate = z.strictObject({
  type: z.enum(['VietGAP', 'OCOP', 'organic', 'ATTP', 'GlobalGAP', 'HACCP', 'other']),
  number: ShortText,
  issuerId: Id.optional(),
  issuerName: ShortText.optional(),
  stars: z.int().min(3).max(5).optional(),
  organization: z.boolean().optional(),
  placeIds: z.array(Id).max(200).optional(),
  productIds: z.array(Id).max(200).optional(),
  issuedOn: Day,
  expiresOn: Day.optional(),
  revokedOn: Day.optional(),
  document: Sha256Hex.optional(),
})
export type Certificate = z.infer<typeof Certificate>

/** Characters of a serial (GS1 AI 21). */
const longestSerial = 20

/** How many runs and how many labels a run may have whose serials nobody can guess: what their numbers take of the serial. */
export const runNumbers = 2 ** 24
export const labelsInRun = 2 ** 20

/**
 * A roll or sheet of labels with numbered serials: `prefix-000001` … With `number` the platform made it: its serials are made from
 * that number and each label's own by a secret key, so nobody can guess them, and prefix and number are only what people call the label.
 */
export const LabelRun = z
  .strictObject({
    productId: Id,
    prefix: Lot.max(12),
    first: z.int().nonnegative(),
    last: z.int().nonnegative(),
    /** Digits of the number, with leading zeros. */
    digits: z.int().min(1).max(12),
    medium: ShortText.optional(),
    number: z
      .int()
      .nonnegative()
      .max(runNumbers - 1)
      .optional(),
  })
  .refine(({ number, last }) => number === undefined || last < labelsInRun, {
    path: ['last'],
    message: `a run has at most ${labelsInRun} labels`,
  })
  .refine(({ prefix, digits }) => prefix.length + 1 + digits <= longestSerial, {
    path: ['digits'],
    message: `a serial has at most ${longestSerial} characters`,
  })
  .refine(({ first, last }) => first <= last, { path: ['last'], message: 'before the first' })
  .refine(({ last, digits }) => String(last).length <= digits, { path: ['last'], message: 'has more digits' })
export type LabelRun = z.infer<typeof LabelRun>

/** The key of a phone, so that anyone can check its signatures for ever; revoked, it signs no more. Recorded by the platform only. */
export const DeviceKey = z.strictObject({
  /** SubjectPublicKeyInfo of a P-256 key in base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{122}$/, 'a P-256 key of 91 bytes in base64url'),
  revokedAt: Instant.optional(),
})
export type DeviceKey = z.infer<typeof DeviceKey>

/** Says that the private fields of these entries were erased, and why; the entries themselves stay. Recorded by the platform only. */
export const Erasure = z.strictObject({
  entryIds: z.array(Id).min(1).max(500),
  reason: LongText,
})
export type Erasure = z.infer<typeof Erasure>

/** What is kept as append-only versions, and the data of each. */
export const subjects = {
  organization: Organization,
  member: Member,
  consent: Consent,
  place: Place,
  product: Product,
  certificate: Certificate,
  label_run: LabelRun,
  device_key: DeviceKey,
  erasure: Erasure,
} as const
export type SubjectKind = keyof typeof subjects
export type SubjectData<K extends SubjectKind = SubjectKind> = z.infer<(typeof subjects)[K]>

const versionOf = <K extends SubjectKind>(kind: K) =>
  z.strictObject({
    v: z.literal(1),
    /** Made by the recorder (UUIDv7): the idempotency key of this version. */
    id: Id,
    organizationId: Id,
    subject: z.strictObject({ kind: z.literal(kind), id: Id }),
    /** The first day the version speaks of; absent: from the beginning. */
    validFrom: Day.optional(),
    capturedAt: Instant,
    data: subjects[kind],
    /** Digests of the private fields, sorted. */
    _sd: z.array(Digest).max(20).optional(),
  })

export const versions = {
  organization: versionOf('organization'),
  member: versionOf('member'),
  consent: versionOf('consent'),
  place: versionOf('place'),
  product: versionOf('product'),
  certificate: versionOf('certificate'),
  label_run: versionOf('label_run'),
  device_key: versionOf('device_key'),
  erasure: versionOf('erasure'),
} as const

/** One version of a subject as its recorder made it. */
export type Version = { [K in SubjectKind]: z.infer<(typeof versions)[K]> }[SubjectKind]
