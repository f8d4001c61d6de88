import { type ChildProcess, spawn } from 'node:child_process'

/** Starts `nguon-log`, from its build. */
export const startVerifier = (words: readonly string[]): ChildProcess =>
  spawn(process.execPath, [new URL('../../verifier/dist/nguon-log.js', import.meta.url).pathname, ...words])

/** Runs `nguon-log`. @returns its exit code and what it printed */
export function runVerifier(words: readonly string[]): Promise<{ code: number; output: string }> {
  const child = startVerifier(words)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? -1, output })))
}

/** Whether `nguon-log` says that something does not verify. @throws what it printed, when it neither says so nor the contrary */
export async function isRefused(words: readonly string[]): Promise<boolean> {
  const { code, output } = await runVerifier(words)
  if (code !== 0 && code !== 1) throw new Error(`nguon-log ended with ${code}\n${output}`)
  return code === 1
}
