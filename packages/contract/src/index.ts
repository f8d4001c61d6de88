export * from './api.ts'
export * from './endpoint.ts'
export * from './picture-segments.ts'
export * from './views.ts'
