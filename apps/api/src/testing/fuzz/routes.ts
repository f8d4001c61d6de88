import { api, upload } from '@nguon/contract'
import { accountCalls } from './account-calls.ts'
import type { Maker } from './call.ts'
import { deviceCalls } from './device-calls.ts'
import { eventCalls } from './event-calls.ts'
import { fileCalls } from './file-calls.ts'
import { labelCalls } from './label-calls.ts'
import { peopleCalls } from './people-calls.ts'
import { privacyCalls } from './privacy-calls.ts'
import { recallCalls } from './recall-calls.ts'
import { reportCalls } from './report-calls.ts'
import { scanCalls } from './scan-calls.ts'
import { versionCalls } from './version-calls.ts'

/** Path of every call that writes, by its name in the contract. */
export const writeRoutes: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...api, upload }).flatMap(([name, { method, path }]) =>
    method === 'post' ? [[name, path]] : [],
  ),
)

/** A call that writes, and every way to make it. */
export interface Route {
  readonly name: string
  readonly path: string
  readonly makers: readonly Maker[]
}

const parts = [
  ...[accountCalls, peopleCalls, deviceCalls, privacyCalls],
  ...[recallCalls, versionCalls, eventCalls, fileCalls],
  ...[labelCalls, reportCalls, scanCalls],
]

const named = parts.flatMap((part) => Object.entries(part))

/** The calls that the fuzz makes. */
export const routes: readonly Route[] = [...new Set(named.map(([name]) => name))].map((name) => ({
  ...{ name, path: writeRoutes.get(name) ?? '' },
  makers: named.flatMap(([of, makers]) => (of === name ? makers : [])),
}))
