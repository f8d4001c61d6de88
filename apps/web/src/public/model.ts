import type { Step } from '@nguon/contract'
import type { Address, Certificate, Day, Instant, Organization, Product, SalesLink } from '@nguon/domain'

/**
 * What a scan answers, in the order in which the first match wins (after malformed and unknown): recalled, voided, held, from a
 * held or recalled batch, confirmed counterfeited, not activated, expired, scanned suspiciously often, valid.
 */
export type CodeState =
  | 'malformed'
  | 'unknown'
  | 'recalled'
  | 'voided'
  | 'held'
  | 'ancestor_held'
  | 'counterfeited'
  | 'not_activated'
  | 'expired'
  | 'scanned_widely'
  | 'valid'

export interface PageCertificate {
  readonly data: Certificate
  readonly issuer?: string
  /** Who stands behind it when that is not the organization's own word: the issuer recorded or confirmed it itself. */
  readonly verifiedBy?: string
  /** On the day the page is shown. */
  readonly state: 'valid' | 'expired' | 'revoked' | 'not_yet'
  /** Whom or what it covers, in words: product and plot names. */
  readonly scope: readonly string[]
}

/** A seed, fertiliser, spray or packaging lot that went into the batch. */
export interface PageInput {
  readonly batchId: string
  readonly name: string
  readonly lot: string
  readonly inputKind?: string
  readonly selfProduced: boolean
  readonly activeIngredient?: string
  readonly expiresOn?: Day
  readonly preHarvestIntervalDays?: number
}

/** Why a batch is recalled, held, or only suspected through what went into it. */
export interface PageAlert {
  readonly reason: string
  readonly since: Instant
  readonly utcOffset: string
  readonly kind?: 'voluntary' | 'mandatory'
  readonly decisionNumber?: string
  readonly publicMessage?: string
  /** Lots of the same case, or the held lots it descends from. */
  readonly lots: readonly string[]
  readonly by?: string
}

/** The batch a code stands for, and everything known about it. */
export interface PageBatch {
  readonly id: string
  readonly lot: string
  readonly product: Product
  readonly organization: Organization
  /** Address of the organization valid on the day the batch was made; `now` where it reads differently today. */
  readonly address?: { readonly then: Address; readonly now?: Address }
  readonly harvestedOn: readonly Day[]
  /** The day the last event gave to the batch. */
  readonly madeOn?: Day
  readonly useBy?: Day
  readonly unitsPacked: number
  /** Chronological; corrected ones included. */
  readonly steps: readonly Step[]
  readonly certificates: readonly PageCertificate[]
  readonly inputs: readonly PageInput[]
  /** Where it is officially sold today. */
  readonly salesLinks?: readonly SalesLink[]
  /** Trace codes of the places of the steps (GLN or the organization's own), by place id. */
  readonly placeCodes?: Readonly<Record<string, string>>
  /** Recorded events and versions this page was made from. */
  readonly entries: number
}

/** A product that is asked for by its GTIN alone. */
export interface ProductPage {
  readonly gtin: string
  readonly host: string
  readonly demo: boolean
  readonly product?: Product
  readonly organization?: Organization
  readonly salesLinks?: readonly SalesLink[]
}

/** The QR of a page's own address. */
export interface PageQr {
  readonly address: string
  /** Modules a side, with the light around. */
  readonly width: number
  /** A line along each run of dark modules, as the path of an SVG. */
  readonly path: string
}

/** Everything the trace page needs: the api fills it, the page only words it. */
export interface TracePage {
  readonly state: CodeState
  readonly level: 'batch' | 'package'
  /** The code as people compare it with the label: a serial, a lot or an own code; for unknown codes what was asked. */
  readonly code: string
  /** Path and query-free address of this page. */
  readonly path: string
  /** The domain that is printed on the label. */
  readonly host: string
  /** Whether the platform shows sample data. */
  readonly demo: boolean
  readonly today: Day
  readonly batch?: PageBatch
  readonly alert?: PageAlert
  /** For a label that is not activated or voided: whose roll it is from. */
  readonly issuer?: { readonly name: string; readonly phone?: string }
  readonly requestId?: string
  /** Of a code that there is: the way from the printed page to this one. */
  readonly qr?: PageQr
  /** How often the code of a package was scanned, this time counted; absent where it is not counted. */
  readonly scans?: PageScans
  /** Who confirmed that the code is on fakes, and how to tell them. */
  readonly counterfeit?: { readonly by: string; readonly since: Instant; readonly howToTell: string }
  /** Of a package that carries a PIN below a scratch layer, while it may be asked for. */
  readonly pin?: PagePin
}

/** What there is to say of the PIN of a package. */
export interface PagePin {
  /** When it was right for the first time, and how often so far; absent while it never was. */
  readonly used?: { readonly at: Instant; readonly uses: number }
  /** What came of a try just now; `uses` and `at` are of those before it. */
  readonly outcome?:
    | { readonly result: 'opened' | 'malformed' }
    | { readonly result: 'opened_before'; readonly at: Instant; readonly uses: number }
    | { readonly result: 'wrong'; readonly left: number }
    | { readonly result: 'closed'; readonly until: 'tomorrow' | 'never' }
}

/** The scans of one package. */
export interface PageScans {
  readonly count: number
  readonly firstOn: Day
  /** Where it was scanned first: the name of a province, where it is known. */
  readonly firstIn?: string
  /** In how many provinces, where they are known. */
  readonly provinces?: number
}
