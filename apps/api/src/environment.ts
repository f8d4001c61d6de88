import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'

/** The environment with what `.env` in the working folder adds to it; what is set already stands. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) loadEnvFile('.env')
  return process.env
}
