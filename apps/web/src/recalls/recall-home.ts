import { useSignedIn, workplaceOf } from '../session.ts'

/** The first page of who works here: recalls stand below it. */
export const useHome = (): string => workplaceOf(useSignedIn())
