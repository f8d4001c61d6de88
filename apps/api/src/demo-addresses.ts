const gtin = '09520003000025'
const tea = '09520002000026'

/** Where to look around in the demo, with the sample's own codes. */
export function demoAddresses(publicUrl: string): (readonly [string, string])[] {
  return [
    ['package', `${publicUrl}/01/${gtin}/10/MD260115A/21/KS26-000912`],
    ['batch', `${publicUrl}/01/${gtin}/10/MD260115A`],
    ['recalled', `${publicUrl}/01/${tea}/21/PN26-000351`],
    ['voided', `${publicUrl}/01/${gtin}/21/KS26-003105`],
    ['not activated', `${publicUrl}/01/${gtin}/21/KS26-003200`],
    ['unknown', `${publicUrl}/01/${gtin}/21/KS26-009999`],
    ['scanner', `${publicUrl}/app/scan`],
    ["the cooperatives' pages", `${publicUrl}/app`],
    ["the inspector's list", `${publicUrl}/app/kiem-tra`],
    ['API reference', `${publicUrl}/docs`],
    ['health', `${publicUrl}/healthz  ${publicUrl}/readyz  ${publicUrl}/metrics`],
  ]
}
