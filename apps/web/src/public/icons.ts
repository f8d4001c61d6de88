import { Html } from './html.ts'

const stroked = (size: number, width: number, paths: string): Html =>
  new Html(
    `<svg viewBox="0 0 ${size} ${size}" fill="none" stroke="currentColor" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  )

/** The sign on the verdict band, always beside its word. */
export const signs = {
  good: stroked(24, 2.2, '<circle cx="12" cy="12" r="10"/><path d="M7.5 12.5l3 3 6-6.5"/>'),
  caution: stroked(24, 2.2, '<path d="M12 3L1.8 20.5h20.4z"/><path d="M12 9.5v5M12 17.6v.1"/>'),
  stop: stroked(24, 2.2, '<circle cx="12" cy="12" r="10"/><path d="M8 8l8 8M16 8l-8 8"/>'),
} as const

/** Stands where a product has no picture. */
export const bag = new Html(
  '<svg class="picture" viewBox="-20 -20 96 96" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M12 20h32l-3 28H15z" fill="#fff"/><path d="M18 20c0-8 4-12 10-12s10 4 10 12"/><path d="M28 42c-7-4-7-11 0-15 7 4 7 11 0 15z" fill="#cfe3d4"/></svg>',
)
