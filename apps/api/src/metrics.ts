import type { RequestHandler } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What `/metrics` shows, and the middleware that times requests by route. */
export interface Metrics {
  readonly time: RequestHandler
  readonly show: RequestHandler
}

/**
 * @param alarm why the log is sealed no more, if so
 * @param droppedScans how many scans were not counted for lack of room
 */
export function createMetrics(alarm: () => string | undefined, droppedScans = () => 0): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'nguon_log_alarm',
    help: '1: what the database holds does not match what was signed, and the log is sealed no more',
    collect() {
      this.set(alarm() === undefined ? 0 : 1)
    },
    registers: [registry],
  })
  new Gauge({
    name: 'nguon_scans_dropped',
    help: 'Scans that were not counted since the start, because the database was away for too long',
    collect() {
      this.set(droppedScans())
    },
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return {
    time(req, res, next) {
      const began = process.hrtime.bigint()
      res.on('finish', () => {
        const route = req.route ? String(req.route.path) : 'none'
        seconds.observe(
          { method: req.method, route, status: res.statusCode },
          Number(process.hrtime.bigint() - began) / 1e9,
        )
      })
      next()
    },
    async show(_req, res) {
      res.type(registry.contentType).send(await registry.metrics())
    },
  }
}
