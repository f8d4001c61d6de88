import { api, type DeviceView } from '@nguon/contract'
import { accountTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { devicesQuery } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { ActDialog } from './act-dialog.tsx'
import { DoneNotice } from './done-notice.tsx'
import { useSayWhen } from './say-when.ts'

/** Where one is signed in, and for an admin everybody of the organization. */
export function DevicesPage() {
  const t = useTexts(accountTexts)
  const { person } = useSignedIn()
  const { data } = useSuspenseQuery(devicesQuery)
  const [asked, ask] = useState<DeviceView>()
  const [isDone, setDone] = useState(false)
  const own = data.items.filter(({ personId }) => personId === person.id)
  const others = data.items.filter(({ personId }) => personId !== person.id)
  return (
    <Page title={t.devices} below={t.devicesBelow} back={paths.account}>
      <DoneNotice>{isDone ? t.deviceRemoved : undefined}</DoneNotice>
      <Devices devices={own} onRemove={ask} />
      {others.length > 0 && (
        <section className="section">
          <h2>{t.othersDevices}</h2>
          <Devices devices={others} onRemove={ask} withName />
        </section>
      )}
      {asked && (
        <ActDialog
          title={t.removeDeviceTitle({ what: nameOf(asked, t.unknownDevice) })}
          action={t.remove}
          cancel={t.cancel}
          danger
          act={() => call(api.revokeDevice, { id: asked.id })}
          onDone={() => {
            ask(undefined)
            setDone(true)
          }}
          onClose={() => ask(undefined)}
        >
          <p>{t.removeDevice}</p>
        </ActDialog>
      )}
    </Page>
  )
}

const nameOf = ({ label }: DeviceView, unknown: string): string => (label === '?' ? unknown : label)

interface DevicesProps {
  readonly devices: readonly DeviceView[]
  readonly onRemove: (device: DeviceView) => void
  readonly withName?: boolean
}

function Devices({ devices, onRemove, withName = false }: DevicesProps) {
  const t = useTexts(accountTexts)
  if (devices.length === 0) return <Empty title={t.noDevices} />
  return (
    <ul className="list">
      {devices.map((device) => (
        <li key={device.id} className="row">
          <span>
            <b>{nameOf(device, t.unknownDevice)}</b>
            {withName && ` · ${device.personName}`}
            <Seen device={device} />
          </span>
          <Remove device={device} onRemove={onRemove} />
        </li>
      ))}
    </ul>
  )
}

function Seen({ device: { lastSeenAt, signedInAt, revokedAt, contiguous } }: { device: DeviceView }) {
  const t = useTexts(accountTexts)
  const say = useSayWhen()
  const lines = [
    revokedAt && t.removedAt({ when: say(revokedAt) }),
    lastSeenAt && t.lastSeen({ when: say(lastSeenAt) }),
    signedInAt && t.signedInAt({ when: say(signedInAt) }),
    contiguous ? t.received({ count: contiguous }) : undefined,
  ].filter((line) => line !== undefined)
  return lines.map((line) => <small key={line}>{line}</small>)
}

function Remove({ device, onRemove }: { device: DeviceView; onRemove: (device: DeviceView) => void }) {
  const t = useTexts(accountTexts)
  if (device.isCurrent) return <span className="chip leaf one-line">{t.thisDevice}</span>
  if (device.revokedAt) return <span className="chip one-line">{t.removedDevice}</span>
  const what = nameOf(device, t.unknownDevice)
  return (
    <button
      type="button"
      className="button danger"
      aria-label={t.removeOf({ what: `${what}, ${device.personName}` })}
      onClick={() => onRemove(device)}
    >
      {t.remove}
    </button>
  )
}
