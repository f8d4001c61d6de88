import { renderTracePage } from '@nguon/web/public'
import express from 'express'
import { servingConnection } from '../../api/src/db/connection.ts'
import { openServing } from '../../api/src/db/data-source.ts'
import { loadLabelKeys } from '../../api/src/labels/label-keys.ts'
import { pageQr } from '../../api/src/resolver/page-qr.ts'
import { readPage } from '../../api/src/resolver/read-page.ts'
import { readTarget } from '../../api/src/resolver/read-target.ts'

/** The trace page as the server makes it of a batch that nobody asked for before: every answer is read from the tables. */
const [, , ownerUrl = '', dataDir = '', port] = process.argv
const db = await openServing(servingConnection(ownerUrl, true))
const site = { host: `localhost:${port}`, demo: true, key: loadLabelKeys(dataDir).serial }
const app = express()
app.get('/*splat', async (req, res) => {
  const { page } = await readPage(
    db,
    site,
    readTarget(req.originalUrl),
    new Date().toISOString().slice(0, 10),
  )
  const qr = pageQr(`http://${site.host}${page.path}`)
  res.type('html').send(Buffer.from(renderTracePage({ ...page, qr }, 'vi').html))
})
app.listen(Number(port), '127.0.0.1', () => console.log('ready'))
