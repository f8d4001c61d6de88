import { frameTexts } from '@nguon/locale'
import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'
import { useTexts } from '../lang.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { PersonButton } from './person-button.tsx'

const classes = { phone: 'page', wide: 'page wide', office: 'page wide office' } as const

interface PageProps {
  readonly title: string
  readonly below?: ReactNode
  /** Where the arrow at the top leads. */
  readonly back?: string
  /** Offices have room: wide, with smaller text. */
  readonly width?: 'phone' | 'wide' | 'office'
  readonly children: ReactNode
}

/** One page: its heading, the way back and its content. */
export function Page({ title, below, back, width = 'phone', children }: PageProps) {
  const t = useTexts(frameTexts)
  useEffect(() => {
    document.title = `${title} – Nguồn`
  }, [title])
  return (
    <main className={classes[width]}>
      <header className={back === undefined ? 'page-head' : 'page-head with-back'}>
        {back !== undefined && (
          <Link href={back} className="back">
            <ArrowLeft size={22} aria-hidden /> {t.back}
          </Link>
        )}
        <h1>{title}</h1>
        <div className="page-tools">
          <PersonButton />
          <LanguageSwitch />
        </div>
        {below !== undefined && <p className="below soft small">{below}</p>}
      </header>
      {children}
    </main>
  )
}
