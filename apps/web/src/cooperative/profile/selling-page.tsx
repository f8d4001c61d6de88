import type { SalesLink } from '@nguon/domain'
import { sellingTexts } from '@nguon/locale'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { DoneNotice } from '../../accounts/done-notice.tsx'
import { useSending } from '../../accounts/use-sending.ts'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { productsQuery } from '../../queries.ts'
import { Form, SaveBar } from '../../ui/form.tsx'
import { NoPage } from '../../ui/no-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { useOrganization } from '../organization.tsx'
import { openSlots } from '../recording/slots.ts'
import { organizationQuery } from './organization-query.ts'
import { saveSalesLinks } from './save-sales-links.ts'
import { SellingFields, type SellingValues } from './selling-fields.tsx'
import { linksOf } from './typed-link.ts'

/** Where one product is sold; without one, where everything is that the organization sells. */
export function SellingPage({ productId }: { productId: string | undefined }) {
  const lang = useLang()
  const t = sellingTexts(lang)
  const { id } = useOrganization()
  const { data: own } = useSuspenseQuery(organizationQuery)
  const { data: products } = useSuspenseQuery(productsQuery)
  const product = products.items.find((each) => each.id === productId)
  if (productId !== undefined && !product) return <NoPage />
  const { salesLinks: ofAll = [] } = own.data
  return (
    <Page title={t.where} below={product?.data.name ?? t.everything} back={paths.profile(id)}>
      <p className="small soft">{t.whereBelow}</p>
      {product && ofAll.length > 0 && <Notice tone="plain">{t.alsoShown({ count: ofAll.length })}</Notice>}
      <SellingForm productId={productId} links={product ? (product.data.salesLinks ?? []) : ofAll} />
    </Page>
  )
}

const valuesOf = (links: readonly SalesLink[]): SellingValues => ({
  links: links.map((link) => ({ ...link, removed: false })),
})

interface SellingFormProps {
  readonly productId: string | undefined
  readonly links: readonly SalesLink[]
}

function SellingForm({ productId, links }: SellingFormProps) {
  const t = sellingTexts(useLang())
  const { id } = useOrganization()
  const queries = useQueryClient()
  const [slots, renewSlots] = useState(() => openSlots())
  const [saved, setSaved] = useState(false)
  const form = useForm<SellingValues>({ defaultValues: valuesOf(links) })
  const { submit, busy, problem } = useSending(form, async (values) => {
    setSaved(false)
    const typed = linksOf(values.links)
    if (JSON.stringify(typed) !== JSON.stringify(links)) await saveSalesLinks(id, productId, typed, slots)
    await queries.invalidateQueries()
    renewSlots(openSlots())
    form.reset(valuesOf(typed))
    setSaved(true)
  })
  return (
    <Form form={form} onSubmit={submit}>
      <SellingFields />
      <DoneNotice>{saved && !form.formState.isDirty ? t.saved : undefined}</DoneNotice>
      <Refusal problem={problem} />
      <SaveBar label={t.save} busy={busy} />
    </Form>
  )
}
