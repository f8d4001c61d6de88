import { useEffect } from 'react'
import { useFormContext } from 'react-hook-form'

/** Puts a proposal into a field, and the next one in its place, until someone types something else there. */
export function useProposal(name: string, proposal: string): void {
  const { setValue, getValues, clearErrors } = useFormContext()
  useEffect(() => {
    // Kept in the form, so that it is known again when the field comes back on another step or after a reload.
    if ((getValues(name) ?? '') !== (getValues(`proposed.${name}`) ?? '')) return
    setValue(`proposed.${name}`, proposal)
    setValue(name, proposal)
    if (proposal) clearErrors(name)
  }, [name, proposal, getValues, setValue, clearErrors])
}
