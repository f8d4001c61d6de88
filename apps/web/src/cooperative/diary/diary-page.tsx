import { lazy } from 'react'
import { Redirect } from 'wouter'
import { paths } from '../../paths.ts'
import { NoPage } from '../../ui/no-page.tsx'
import { useOrganization } from '../organization.tsx'
import { useSupply } from '../recording/use-supply.ts'
import { isGrowing, isStock, isTransformation } from './activities.ts'
import { ActivitiesPage } from './activities-page.tsx'

const Growing = lazy(async () => ({ default: (await import('./growing-form.tsx')).GrowingForm }))
const Transformation = lazy(async () => ({
  default: (await import('./transformation-form.tsx')).TransformationForm,
}))
const Stock = lazy(async () => ({ default: (await import('./stock-form.tsx')).StockForm }))
const Dispatch = lazy(async () => ({ default: (await import('./dispatch-form.tsx')).DispatchForm }))

/** The diary: first which activity, then its form. */
export function DiaryPage({ type }: { type: string | undefined }) {
  const { id } = useOrganization()
  if (type === undefined) return <ActivitiesPage />
  return type === 'harvest' ? <Redirect to={paths.register(id)} /> : <FormOf type={type} />
}

function FormOf({ type }: { type: string }) {
  useSupply()
  if (isGrowing(type)) return <Growing type={type} />
  if (isTransformation(type)) return <Transformation type={type} />
  if (isStock(type)) return <Stock type={type} />
  return type === 'dispatch' ? <Dispatch /> : <NoPage />
}
