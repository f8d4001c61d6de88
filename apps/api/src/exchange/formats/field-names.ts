/** Names of fields: in the file → in the model. */
type FieldNames = Readonly<Record<string, string>>

/** The fields of a row under the model's names; what is absent or null is left out. */
export function toModel(row: object, names: FieldNames): Record<string, unknown> {
  return moved(row, Object.entries(names))
}

/** The data under the file's names, in the order of `names`. */
export function toFile(data: object, names: FieldNames): Record<string, unknown> {
  return moved(
    data,
    Object.entries(names).map(([file, model]) => [model, file]),
  )
}

function moved(source: object, pairs: [from: string, to: string][]): Record<string, unknown> {
  const values = source as Record<string, unknown>
  const present = pairs.filter(([from]) => values[from] !== undefined && values[from] !== null)
  return Object.fromEntries(present.map(([from, to]) => [to, values[from]]))
}
