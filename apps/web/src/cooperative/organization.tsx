import type { Id } from '@nguon/domain'
import { createContext, useContext } from 'react'

/** The cooperative whose workspace this is. */
export interface Organization {
  readonly id: Id
  readonly name: string
}

const Current = createContext<Organization | undefined>(undefined)

export const OrganizationProvider = Current.Provider

/** The cooperative at work; only inside its pages. */
export function useOrganization(): Organization {
  const organization = useContext(Current)
  if (!organization) throw new Error('outside the pages of a cooperative')
  return organization
}
