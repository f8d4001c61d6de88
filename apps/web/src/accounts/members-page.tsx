import { memberRoleNames, myDataTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { membersQuery } from '../queries.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { DoneNotice } from './done-notice.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { ExportButton } from './export-button.tsx'

/** What an admin does for a member household that asks: a copy of its data, or their erasure. */
export function MembersPage() {
  const lang = useLang()
  const t = myDataTexts(lang)
  const { data } = useSuspenseQuery(membersQuery)
  const [asked, ask] = useState<{ id: string; name: string }>()
  const [erased, setErased] = useState<number>()
  return (
    <Page title={t.membersTitle} below={t.membersBelow} back={paths.account}>
      <DoneNotice>{erased === undefined ? undefined : t.memberErased({ count: erased })}</DoneNotice>
      {data.items.length === 0 ? <Empty title={t.noMembers} /> : <p className="small soft">{t.memberHint}</p>}
      {data.items.map(({ id, data: { publicName: name, role } }) => (
        <section key={id} className="card" aria-label={name}>
          <div>
            <h2>{name}</h2>
            <p className="small soft">{memberRoleNames[role][lang]}</p>
          </div>
          <ExportButton memberId={id} label={t.exportMember} />
          <button type="button" className="button danger" onClick={() => ask({ id, name })}>
            {t.eraseMember}
          </button>
        </section>
      ))}
      {asked && (
        <EraseDialog
          title={t.eraseMemberTitle({ name: asked.name })}
          hint={t.eraseMemberHint}
          action={t.eraseMember}
          memberId={asked.id}
          onErased={(count) => {
            ask(undefined)
            setErased(count)
          }}
          onClose={() => ask(undefined)}
        />
      )}
    </Page>
  )
}
