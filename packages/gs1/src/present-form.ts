/** Names that stood for numbers in addresses of Digital Link 1.2 and before. */
const formerNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cpid: '8010',
    cpsn: '8011',
    cpv: '22',
    gcn: '255',
    gdti: '253',
    giai: '8004',
    ginc: '401',
    gln: '414',
    glnx: '254',
    gmn: '8013',
    grai: '8003',
    gsin: '402',
    gsrn: '8018',
    gsrnp: '8017',
    gtin: '01',
    itip: '8006',
    lot: '10',
    party: '417',
    refno: '8020',
    ser: '21',
    srin: '8019',
    sscc: '00',
  }),
)

/** An older address as it is written since Digital Link 1.4: numbers for names, GTINs of 14 digits, without query. */
export function inPresentForm(uri: string): string {
  const parts = uri.replace(/[?#].*$/s, '').split('/')
  for (let at = parts.length - 2; at > 2; at -= 2) {
    const ai = formerNames.get(parts[at] ?? '') ?? parts[at] ?? ''
    const value = parts[at + 1] ?? ''
    parts[at] = ai
    if (ai === '01' && /^(\d{8}|\d{12}|\d{13})$/.test(value)) parts[at + 1] = value.padStart(14, '0')
  }
  return parts.join('/')
}
