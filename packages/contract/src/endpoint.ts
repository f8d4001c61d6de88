import type * as z from 'zod'

/**
 * Who may call: an endpoint lists all that may. `anonymous` is anyone; `pending` has given the password and still owes the second
 * factor; `staff` and `admin` act for their own organization; `device` is a phone that was removed and hands in what it had recorded.
 */
export type Access = 'anonymous' | 'pending' | 'staff' | 'admin' | 'inspector' | 'operator' | 'device'

/** One HTTP call as data: the server serves it, the web calls it, OpenAPI describes it. */
export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly method: 'get' | 'post'
  /** Express path below the server's root, e.g. `/api/v1/batches/:id`. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly who: readonly Access[]
  /** Path, query and body together: their names never collide. */
  readonly input: I
  readonly output: O
  /** Status of success; 200 unless said. */
  readonly status?: 201
  /** Whether the person must have confirmed who they are within the last 5 minutes; of some calls that hangs on the input. */
  readonly fresh?: true | ((input: z.output<I>) => boolean)
}

/** An endpoint whose input and output are parsed on both sides. */
export const endpoint = <I extends z.ZodType, O extends z.ZodType>(row: Endpoint<I, O>): Endpoint<I, O> => row

/** A call that answers with bytes instead of JSON. */
export interface FileEndpoint<I extends z.ZodType = z.ZodType> {
  readonly method: 'get'
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly who: readonly Access[]
  readonly input: I
  readonly mime: readonly string[]
}

export const fileEndpoint = <I extends z.ZodType>(row: FileEndpoint<I>): FileEndpoint<I> => row
