import { readFileSync } from 'node:fs'
import express from 'express'

/** The baseline of the trace page: Express, one route, the same bytes. */
const [, , file, port] = process.argv
const body = readFileSync(file)
const app = express()
app.get('/*splat', (_req, res) => {
  res.type('html').send(body)
})
app.listen(Number(port), '127.0.0.1', () => console.log('ready'))
