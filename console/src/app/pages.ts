import {lazy, type ComponentType, type LazyExoticComponent} from 'react';

/** A page by the first part of its address. Each is fetched when it is first looked at. */
export interface PageEntry {
  readonly route: string;
  readonly view: LazyExoticComponent<ComponentType<{rest: string}>>;
}

export const PAGES: readonly PageEntry[] = [
  {route: 'overview', view: lazy(() => import('../overview/OverviewPage.tsx'))},
  {route: 'keys', view: lazy(() => import('../keys/KeysRoute.tsx'))},
  {route: 'refusals', view: lazy(() => import('../why/WhyPage.tsx'))},
  {route: 'log', view: lazy(() => import('../log/LogPage.tsx'))},
  {route: 'roles', view: lazy(() => import('../roles/RolesRoute.tsx'))},
  {route: 'operations', view: lazy(() => import('../operations/OperationsPage.tsx'))},
  {route: 'users', view: lazy(() => import('../users/UsersPage.tsx'))},
  {route: 'risk', view: lazy(() => import('../risk/RiskPage.tsx'))},
  {route: 'audit', view: lazy(() => import('../audit/AuditPage.tsx'))},
  {route: 'sponsor', view: lazy(() => import('../account/BecomeSponsorPage.tsx'))},
  {route: 'account', view: lazy(() => import('../account/AccountRoute.tsx'))},
];
