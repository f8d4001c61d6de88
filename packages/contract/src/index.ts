export * from './api.ts'
export * from './endpoint.ts'
export * from './views.ts'
