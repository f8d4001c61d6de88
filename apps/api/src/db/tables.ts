import { EntitySchema } from 'typeorm'

/** A row of `batch`. */
interface BatchRow {
  id: string
  organizationId: string
  kind: string
  productId: string
  lot: string
  unit: string | null
  useBy: string | null
  plotIds: string[]
  search: string
}

const BatchTable = new EntitySchema<BatchRow>({
  name: 'batch',
  tableName: 'batch',
  columns: {
    id: { type: 'uuid', primary: true },
    organizationId: { type: 'uuid', name: 'organization_id' },
    kind: { type: 'text' },
    productId: { type: 'uuid', name: 'product_id' },
    lot: { type: 'text' },
    unit: { type: 'text', nullable: true },
    useBy: { type: 'date', name: 'use_by', nullable: true },
    plotIds: { type: 'uuid', array: true, name: 'plot_ids' },
    search: { type: 'text' },
  },
})

export interface FileRow {
  sha256: string
  bytes: number
  mime: string
  organizationId: string
  uploadedAt: Date
}

export const FileTable = new EntitySchema<FileRow>({
  name: 'file',
  tableName: 'file',
  columns: {
    sha256: { type: 'text', primary: true },
    bytes: { type: 'int' },
    mime: { type: 'text' },
    organizationId: { type: 'uuid', primary: true, name: 'organization_id' },
    uploadedAt: { type: 'timestamptz', precision: 3, name: 'uploaded_at' },
  },
})

/** The tables that are read and written as plain objects; everything else is SQL in its store. */
export const tables = [BatchTable, FileTable]
