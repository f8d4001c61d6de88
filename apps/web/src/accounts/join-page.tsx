import { api } from '@nguon/contract'
import { joinTexts } from '@nguon/locale'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { Problem } from '../problem.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { type InviteLink, useInviteLink } from './invite-link.ts'
import { JoinForm } from './join-form.tsx'

/** What an invite opens: whereto it leads, and the little that joining takes. */
export function JoinPage() {
  const t = useTexts(joinTexts)
  const link = useInviteLink()
  return link ? <Invited key={link.secret} link={link} /> : <NoInvite why={t.noLink} />
}

const isNoInvite = (error: unknown): boolean => error instanceof Problem && error.code === 'INVITE_NOT_VALID'

function Invited({ link }: { link: InviteLink }) {
  const t = useTexts(joinTexts)
  const { data: invite, error } = useQuery({
    queryKey: ['invite', link],
    queryFn: () => call(api.readInvite, link),
    throwOnError: (thrown) => !isNoInvite(thrown),
    // Whoever is writing a name is not told meanwhile that the invite is gone.
    ...{ staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
  })
  if (isNoInvite(error)) return <NoInvite why={t.notValid} />
  if (!invite) return <Page title={t.title}>{null}</Page>
  if (invite.state === 'open') return <JoinForm link={link} invite={invite} />
  return invite.state === 'awaiting' ? <NoInvite why={t.awaiting} /> : <NoInvite why={t.notValid} />
}

function NoInvite({ why }: { why: string }) {
  const t = useTexts(joinTexts)
  return (
    <Page title={t.notValidTitle}>
      <Notice tone="amber" role="status">
        {why}
      </Notice>
      <p>{t.notValidNext}</p>
      <Link className="button main" href={paths.start}>
        {t.toSignIn}
      </Link>
    </Page>
  )
}
