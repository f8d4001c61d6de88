import { organizationKindNames, sellingTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { Link } from 'wouter'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { productsQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import { useOrganization } from '../organization.tsx'
import { organizationQuery } from './organization-query.ts'

/** What the public reads about the organization, and the way to where it sells. */
export function ProfilePage() {
  const lang = useLang()
  const t = sellingTexts(lang)
  const { id } = useOrganization()
  const { data: own } = useSuspenseQuery(organizationQuery)
  const { data: products } = useSuspenseQuery(productsQuery)
  const { kind, name, taxCode, phone, salesLinks = [] } = own.data
  const produce = products.items.filter(({ data }) => data.inputKind === undefined)
  return (
    <Page title={t.profile} back={paths.account}>
      <div className="card">
        <Facts
          facts={[
            { label: t.name, value: name },
            { label: t.kind, value: organizationKindNames[kind][lang] },
            taxCode !== undefined && { label: t.taxCode, value: taxCode },
            phone !== undefined && { label: t.phone, value: phone },
          ]}
        />
      </div>
      <section className="section">
        <h2>{t.where}</h2>
        <p className="small soft">{t.whereBelow}</p>
        <ul className="list">
          <Seller href={paths.selling(id)} name={t.everything} count={salesLinks.length} />
        </ul>
      </section>
      <section className="section">
        <h2>{t.ofProducts}</h2>
        {produce.length === 0 ? (
          <Empty title={t.noProducts} />
        ) : (
          <ul className="list">
            {produce.map(({ id: productId, data }) => (
              <Seller
                key={productId}
                href={paths.selling(id, productId)}
                name={data.name}
                count={data.salesLinks?.length ?? 0}
              />
            ))}
          </ul>
        )}
      </section>
    </Page>
  )
}

function Seller({ href, name, count }: { href: string; name: string; count: number }) {
  const t = sellingTexts(useLang())
  return (
    <li>
      <Link href={href} className="row">
        <span>
          {name}
          <small>{t.count({ count })}</small>
        </span>
        <ChevronRight aria-hidden />
      </Link>
    </li>
  )
}
