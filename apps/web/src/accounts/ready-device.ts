/** Once somebody who records is signed in: the phone has its key, and what waited for the sign-in is sent. */
export async function readyDevice(): Promise<void> {
  const [{ ensureDevice }, { sendUnsent }] = await Promise.all([
    import('../outbox/device-key.ts'),
    import('../outbox/send-signed.ts'),
  ])
  await ensureDevice()
  await sendUnsent()
}
