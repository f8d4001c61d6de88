import type { LabelOrder, LabelPreview } from '@nguon/contract'
import { sheetsFor } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { type Caller, sessionOf } from '../../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../../db/with-tenant.ts'
import { labelSvg } from './draw-label-svg.ts'
import { labelsOf } from './frozen.ts'
import { grouped } from './label-content.ts'
import { quietModules } from './layout-label.ts'
import { type Press, preparePrint } from './prepare-print.ts'
import { qrModules, upperCase } from './qr-modules.ts'

/** What the first label of an order looks like, and what the order comes to; nothing is kept. */
export function previewLabels(
  db: DataSource,
  press: Press,
  caller: Caller,
  order: LabelOrder,
): Promise<LabelPreview> {
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const { organizationId } = sessionOf(caller)
    const { frozen, first, last, isSample } = await preparePrint(tx, press, organizationId, order)
    const [label] = labelsOf(frozen, press.keys, first, first)
    if (!label) throw new Error('a print has a label')
    const { layout, medium } = frozen.file
    const address = upperCase(label.address)
    const code = qrModules(address)
    const { moduleMm, dots } = layout.qr
    const pin = label.pin === undefined ? {} : { pin: 'XXXX XXXX' } // a PIN is for whoever opens the package
    const count = last - first + 1
    return {
      svg: labelSvg(layout, code, { code: grouped(label.code), ...pin }),
      ...{ address, isSample, count, sheets: sheetsFor(medium, count, order.start) },
      ...{ widthMm: layout.widthMm, heightMm: layout.heightMm },
      qr: {
        modules: code.size,
        sideMm: (code.size + 2 * quietModules) * moduleMm,
        moduleMm,
        dots,
        dpi: layout.dpi,
      },
    }
  })
}
