import {lazy, type ComponentType, type LazyExoticComponent} from 'react';

/** A page by the first part of its address. Each is fetched when it is first looked at. */
export interface PageEntry {
  readonly route: string;
  readonly view: LazyExoticComponent<ComponentType<{rest: string}>>;
}

export const PAGES: readonly PageEntry[] = [
  {route: 'keys', view: lazy(() => import('../keys/KeysRoute.tsx'))},
  {route: 'refusals', view: lazy(() => import('../why/WhyPage.tsx'))},
];
