import type { EventType } from '@nguon/domain'

/** Every type of event there is when this is built: the compiler asks for a new one here, so that no schema has to be loaded. */
const known: Record<EventType, true> = {
  opening_stock: true,
  input_received: true,
  purchase: true,
  soil_preparation: true,
  weeding: true,
  irrigating: true,
  sowing: true,
  planting: true,
  transplanting: true,
  fertilising: true,
  spraying: true,
  harvest: true,
  grading: true,
  drying: true,
  processing: true,
  merge: true,
  split: true,
  packing: true,
  label_activation: true,
  dispatch: true,
  receipt: true,
  return: true,
  transfer: true,
  stock_count: true,
  lab_test: true,
  hazard_check: true,
  waste_collection: true,
  inspection: true,
  hold: true,
  release: true,
  recall: true,
  recall_lifted: true,
  destroy: true,
  correction: true,
}

/** The types of entries in the history of a batch. Another one is newer than this program. */
export const knownTypes: ReadonlySet<string> = new Set(Object.keys(known))
