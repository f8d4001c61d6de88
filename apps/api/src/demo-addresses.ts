import type { SamplePaths } from '@nguon/web/public'

const noodles = '/01/09520003000025'
const tea = '/01/09520002000026'

/** Where to look around in the demo, with the sample's own codes. */
export const samplePaths: SamplePaths = {
  package: `${noodles}/10/MD260115A/21/KS26-000912`,
  batch: `${noodles}/10/MD260115A`,
  recalled: `${tea}/21/PN26-000351`,
  voided: `${noodles}/21/KS26-003105`,
  notActivated: `${noodles}/21/KS26-003200`,
  unknown: `${noodles}/21/KS26-009999`,
  scanner: '/app/scan',
  cooperatives: '/app',
  inspector: '/app/kiem-tra',
  reference: '/docs',
}

/** The lines that the demo prints when it is ready: what, and its address. */
export function demoAddresses(publicUrl: string): (readonly [string, string])[] {
  const {
    package: packed,
    batch,
    recalled,
    voided,
    notActivated,
    unknown,
    scanner,
    cooperatives,
    inspector,
    reference,
  } = samplePaths
  const lines: [string, string][] = [
    ['front page', '/'],
    ['a package', packed],
    ['a batch', batch],
    ['a recalled code', recalled],
    ['a voided label', voided],
    ['a label not activated', notActivated],
    ['an unknown code', unknown],
    ['the scanner', scanner],
    ["the cooperatives' pages", cooperatives],
    ["the inspector's list", inspector],
    ['the API reference', reference],
    ['the process is up', '/healthz'],
    ['the database is ready', '/readyz'],
    ['metrics', '/metrics'],
  ]
  return lines.map(([name, path]) => [name, `${publicUrl}${path}`])
}
