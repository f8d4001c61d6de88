/**
 * Does the work now, and once a day from now on.
 *
 * @returns stops it, after what is under way
 */
export function runDaily(
  work: (now: Date) => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const run = () => {
    running = work(new Date()).catch(onError)
  }
  run()
  const timer = setInterval(run, 86_400_000).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
