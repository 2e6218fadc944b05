import { MachineSkeleton } from './machine-skeleton';

export default function Loading() {
  return <MachineSkeleton />;
}
