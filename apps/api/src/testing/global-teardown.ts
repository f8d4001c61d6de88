import type { WithTeardown } from './global-setup.ts'

/** Ends what global-setup.ts started. */
export default async function globalTeardown(): Promise<void> {
  const scope: WithTeardown = globalThis
  await scope.endTestServer?.()
}
