export { runCheck } from './run-check.ts'
export { showOutcome } from './show-outcome.ts'
