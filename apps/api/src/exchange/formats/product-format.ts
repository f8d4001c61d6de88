import { type PrivateFields, Product, Quantity } from '@nguon/domain'
import * as z from 'zod'
import { amountToFile, compact, FileAmount } from '../file-text.ts'
import { toFile, toModel } from './field-names.ts'
import type { SubjectFormat } from './subject-format.ts'

const shape = Product.shape
const levels = { none: 'none', lot: 'batch', serial: 'package' } as const
type Level = keyof typeof levels

const Fields = z.object({
  name: shape.name,
  name_en: shape.nameEn,
  /** Of 8, 12, 13 or 14 digits. */
  gtin: z
    .string()
    .regex(/^(\d{8}|\d{12,14})$/, 'a GTIN')
    .nullable()
    .optional(),
  code: shape.code,
  input_kind: shape.inputKind,
  unit: shape.unit,
  net_content: z.strictObject({ quantity: FileAmount, unit: shape.unit }).optional(),
  net_content_text: shape.netContentText,
  ingredients: shape.ingredients,
  category: shape.category,
  processed: shape.processed,
  shelf_life_days: shape.shelfLifeDays,
  storage: shape.storage,
  standard: shape.standard,
  brand: shape.brand,
  model: shape.model,
  label_level: z.enum(['none', 'lot', 'serial']),
  scratch_pin: shape.scratchPin,
  ocop_stars: shape.ocopStars,
  loss_profiles: shape.lossProfiles,
  images: shape.images,
  sales_links: shape.salesLinks,
})
const Short = z.object({
  /** `100 g` is read as `net_content`, other words as `net_content_text`. */
  net_quantity: shape.netContentText,
})
type Row = z.infer<typeof Fields> & z.infer<typeof Short>

const names = {
  name: 'name',
  name_en: 'nameEn',
  code: 'code',
  input_kind: 'inputKind',
  unit: 'unit',
  net_content_text: 'netContentText',
  ingredients: 'ingredients',
  category: 'category',
  processed: 'processed',
  shelf_life_days: 'shelfLifeDays',
  storage: 'storage',
  standard: 'standard',
  brand: 'brand',
  model: 'model',
  scratch_pin: 'scratchPin',
  ocop_stars: 'ocopStars',
  loss_profiles: 'lossProfiles',
  images: 'images',
  sales_links: 'salesLinks',
}

function toData(row: Row) {
  const { net_content: content, gtin } = row
  return {
    ...(row.net_quantity ? contentOf(row.net_quantity) : {}),
    ...toModel(row, names),
    ...(content ? { netContent: { value: content.quantity, unit: content.unit } } : {}),
    ...(gtin ? { gtin: gtin.padStart(14, '0') } : {}),
    labelLevel: levels[row.label_level],
  }
}

function contentOf(text: string): Pick<Product, 'netContent' | 'netContentText'> {
  const [value, unit, ...rest] = text.split(' ')
  const quantity = Quantity.safeParse({ value, unit })
  return quantity.success && rest.length === 0 ? { netContent: quantity.data } : { netContentText: text }
}

function toFields(data: Product, privately: PrivateFields) {
  const { netContent, gtin } = data
  const level = (Object.keys(levels) as Level[]).find((each) => levels[each] === data.labelLevel)
  return compact({
    ...toFile(data, names),
    gtin: gtin?.replace(/^0/, ''),
    net_content: netContent && { quantity: amountToFile(netContent.value), unit: netContent.unit },
    label_level: level,
    private: privately,
  })
}

export const productFormat: SubjectFormat = {
  kind: 'product',
  list: 'products',
  fields: Fields.shape,
  short: Short.shape,
  names,
  toData,
  toFields,
}
