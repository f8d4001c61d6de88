import type { TraceEvent, Version } from '@nguon/domain'

/** The files a page of this event shows, by hash: evidence, photo of an input's label, report of a test. */
export function filesOfEvent({ evidence, details }: TraceEvent): string[] {
  return [
    ...evidence.map(({ sha256 }) => sha256),
    ...('labelPhoto' in details && details.labelPhoto ? [details.labelPhoto] : []),
    ...('report' in details && details.report ? [details.report] : []),
  ]
}

/** The files a page shows because of this version, by hash: a product's pictures, a certificate's document. */
export function filesOfVersion({ data }: Version): string[] {
  return [
    ...('images' in data ? (data.images ?? []) : []),
    ...('document' in data && data.document ? [data.document] : []),
  ]
}
