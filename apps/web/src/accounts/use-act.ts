import { useMutation, useQueryClient } from '@tanstack/react-query'

/** Something done at once, after which everything on the page is read anew. */
export function useAct(act: () => Promise<unknown>, after: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queries.invalidateQueries()
      after()
    },
  })
}
