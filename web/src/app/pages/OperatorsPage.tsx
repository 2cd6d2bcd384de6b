import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { Operators } from '../../features/operators/Operators';

/** The pages of those who operate the service. */
export default function OperatorsPage() {
  return (
    <Operators>
      <Suspense>
        <Outlet />
      </Suspense>
    </Operators>
  );
}
