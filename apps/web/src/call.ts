import { type Endpoint, Problem as ProblemAnswer } from '@nguon/contract'
import type * as z from 'zod'
import { isMended } from './attendant.ts'
import { noAnswer, notOurAnswer, Problem } from './problem.ts'

const TIMEOUT_MS = 30_000

/**
 * Calls an endpoint of the contract and parses what it answers. The session is a cookie, which goes along by itself. What needs the
 * person to confirm who they are asks for it, and is then sent once more.
 *
 * @param input path parameters, query (GET) or body (POST) together, as the endpoint's `input` has them
 * @throws {Problem} when the server refuses, or no answer comes within 30 s
 */
export async function call<I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
): Promise<z.output<O>> {
  try {
    return await ask(endpoint, input)
  } catch (refused) {
    if (await isMended(refused)) return ask(endpoint, input)
    throw refused
  }
}

async function ask<I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
): Promise<z.output<O>> {
  const response = await send(endpoint, input as Record<string, unknown>)
  const answer = await response.json().catch(() => undefined)
  if (!response.ok) throw refusal(response.status, answer)
  const parsed = endpoint.output.safeParse(answer)
  if (!parsed.success) throw notOurAnswer(response.status)
  return parsed.data
}

async function send(endpoint: Endpoint, input: Record<string, unknown>): Promise<Response> {
  const { url, body } = requestOf(endpoint, input)
  const headers = {
    accept: 'application/json',
    ...(body ? { 'content-type': 'application/json' } : {}),
  }
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
  try {
    return await fetch(url, {
      method: endpoint.method.toUpperCase(),
      headers,
      body: body ?? null,
      signal: stop.signal,
    })
  } catch {
    throw noAnswer()
  } finally {
    clearTimeout(timer)
  }
}

/** Where the input goes: into the path where it names it, else into the query or the body. */
export function requestOf(
  { method, path }: Pick<Endpoint, 'method' | 'path'>,
  input: Record<string, unknown>,
): { url: string; body?: string } {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const filled = path.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    const value = String(rest.get(name) ?? '')
    rest.delete(name)
    return encodeURIComponent(value)
  })
  if (method === 'post') return { url: filled, body: JSON.stringify(Object.fromEntries(rest)) }
  const query = new URLSearchParams(
    [...rest].map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  return { url: query ? `${filled}?${query}` : filled }
}

function refusal(status: number, answer: unknown): Problem {
  const problem = ProblemAnswer.safeParse(answer)
  return problem.success ? new Problem(problem.data) : notOurAnswer(status)
}
