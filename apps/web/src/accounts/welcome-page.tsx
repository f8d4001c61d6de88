import { joinTexts } from '@nguon/locale'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { useTexts } from '../lang.tsx'
import { useSignedIn, workplaceOf } from '../session.ts'
import { Page } from '../ui/page.tsx'

/** The last step of joining: on the home screen the phone keeps what is recorded offline. */
export function WelcomePage() {
  const t = useTexts(joinTexts)
  const session = useSignedIn()
  useEffect(() => {
    // Best effort: a browser that says no keeps the data until space runs out.
    void navigator.storage?.persist?.().catch(() => false)
  }, [])
  const ways = [
    { phone: t.onAndroid, step: t.androidStep },
    { phone: t.onIphone, step: t.iphoneStep },
  ]
  return (
    <Page title={t.welcomeTitle({ name: session.person.name })} below={t.welcomeBelow}>
      <section className="card">
        <h2>{t.installTitle}</h2>
        <p>{t.installWhy}</p>
        <dl className="section">
          {ways.map(({ phone, step }) => (
            <div key={phone}>
              <dt>
                <b>{phone}</b>
              </dt>
              <dd>{step}</dd>
            </div>
          ))}
        </dl>
        <p className="small soft">{t.inZalo}</p>
      </section>
      <Link className="button main" href={workplaceOf(session)}>
        {t.toWork}
      </Link>
    </Page>
  )
}
