import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readConfig, StartError } from './config.ts'

function mistakesOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  return ''
}

describe('the environment', () => {
  test('may be empty: everything has a default', () => {
    expect(readConfig({})).toEqual({
      PORT: 3000,
      NGUON_DATA: resolve('data'),
      NGUON_CHECKPOINT: resolve('data/log/checkpoint.last'),
      PUBLIC_URL: 'http://localhost:3000',
      NGUON_DEMO: false,
      NGUON_PROXIES: 0,
      NGUON_DURABILITY: 'full',
      LOG_LEVEL: 'info',
    })
  })

  test('counts a variable set to nothing as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', PUBLIC_URL: '' }).PUBLIC_URL).toBe(
      'http://localhost:3000',
    )
  })

  test('has a public address that follows the port, unless it is given', () => {
    expect(readConfig({ PORT: '8080' }).PUBLIC_URL).toBe('http://localhost:8080')
    expect(readConfig({ PORT: '8080', PUBLIC_URL: 'https://Nguon.example.vn/' }).PUBLIC_URL).toBe(
      'https://nguon.example.vn',
    )
  })

  test('names every mistake at once', () => {
    const message = mistakesOf({
      PORT: '80a',
      DATABASE_URL_API: 'postgres://nguon_api:secret@db/nguon',
      NGUON_DEMO: 'yes',
      NGUON_DURABILITY: 'none',
      LOG_LEVEL: 'loud',
    })
    expect(message).toContain('PORT is "80a" but must be a whole number from 1 to 65535')
    expect(message).toContain('NGUON_DEMO is "yes" but must be 1 (yes) or 0 (no)')
    expect(message).toContain('NGUON_DURABILITY is "none" but must be full or relaxed')
    expect(message).toContain('LOG_LEVEL is "loud" but must be one of fatal, error')
    expect(message).toContain('DATABASE_URL_API is only read beside DATABASE_URL')
  })

  test.each([
    ['DATABASE_URL', 'mysql://nguon:topsecret@db/nguon'],
    ['DATABASE_URL', 'postgres://nguon:topsecret@db'],
    ['PUBLIC_URL', 'https://me:topsecret@nguon.example.vn'],
  ])('never repeats a password given in %s', (name, url) => {
    expect(mistakesOf({ [name]: url })).toContain(name)
    expect(mistakesOf({ [name]: url })).not.toContain('topsecret')
  })

  test.each([
    'trace.example.vn',
    'ftp://a.vn',
    'https://a.vn/path',
    'https://a.vn?x=1',
    'https://a.vn#x',
    '/x',
  ])('refuses %s as public address', (url) => {
    expect(mistakesOf({ PUBLIC_URL: url })).toContain('PUBLIC_URL')
  })

  test.each(['0', '65536', '-1', '3.5', ' 80', '1e3'])('refuses port %s', (port) => {
    expect(mistakesOf({ PORT: port })).toContain('PORT')
  })
})
